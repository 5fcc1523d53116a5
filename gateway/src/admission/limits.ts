/** The limits of the door, all in one place. Every one is checked before anything is planned or sent. */
export interface Limits {
  readonly bodyBytes: number;
  readonly messageBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Selections after every fragment has been written out. */
  readonly selections: number;
  /** One name, so many times in one selection set: comparing them is quadratic. */
  readonly repeats: number;
  /** Elements of all lists in the variables. */
  readonly listItems: number;
  /** Fields that may be resolved, lists counted by the size asked for. */
  readonly cost: number;
  readonly subscriptionsPerSocket: number;
  /** How long a socket may be open before its `connection_init`. */
  readonly initMs: number;
  /** Operations per account in ten seconds. */
  readonly perAccount: number;
  /** The same for everyone who is not signed in, together: a whole hall stands behind one address. */
  readonly anonymous: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 200_000,
  messageBytes: 100_000,
  tokens: 4_000,
  depth: 20,
  aliases: 60,
  rootFields: 30,
  directives: 60,
  selections: 5_000,
  repeats: 30,
  listItems: 1_000,
  cost: 100_000,
  subscriptionsPerSocket: 20,
  initMs: 5_000,
  perAccount: 600,
  anonymous: 30_000,
};
