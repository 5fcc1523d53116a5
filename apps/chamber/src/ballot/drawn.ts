/** What a screen is drawn from, and what comes of it. */
import type { ComponentChildren } from 'preact';
import type { Option, Screen } from './ballot.states.js';
import type { Sheet } from './rows.js';

export interface Act {
  press(option: Option): void;
  change(changing: boolean): void;
  history(): void;
  documents(): void;
  speak(): void;
  slips(): void;
  /** Asks to be away from a sitting that is still to be opened. */
  absence?: () => void;
  /** For members of the tally committee of a secret poll. */
  committee?: () => void;
}
export interface Drawn {
  readonly main: ComponentChildren;
  readonly actions?: ComponentChildren;
}
export type Of<At extends Screen['at']> = Extract<Screen, { at: At }>;

export interface Moment {
  /** The screen came by the delegate's own press. */
  readonly byPress: boolean;
  /** The ballot left less than 300 ms ago. */
  readonly justPressed: boolean;
  readonly who: string;
  /** The ballot of rows that is being filled in. */
  readonly sheet: Sheet;
}
