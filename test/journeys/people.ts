/**
 * The people of a hall without a page: they exchange their card as a phone
 * does and speak in the pages' own trusted documents.
 *
 * A journey looks at some of the hall in the browser; the rest is here.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../harness/client.js';
import { root, runCommand, type StartedEdition } from '../harness/edition.js';

export interface Card {
  readonly url: string;
  readonly pin: string;
}
export interface DelegateCard extends Card {
  readonly displayName: string;
}

/** Name of a document of the pages → the id that the gateway knows it by. */
function trustedDocuments(): ReadonlyMap<string, string> {
  const texts = JSON.parse(readFileSync(join(root, 'apps/chamber/dist/documents.json'), 'utf8')) as Record<
    string,
    string
  >;
  return new Map(
    Object.entries(texts).map(([id, text]) => [/^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(text)![1]!, id]),
  );
}
let documents: ReadonlyMap<string, string> | undefined;

/** By which the gateway knows that document of the pages. */
export function documentId(name: string): string {
  documents ??= trustedDocuments();
  return documents.get(name)!;
}

interface SignedIn {
  readonly accessToken: string;
  readonly sittingId: string;
  readonly displayName: string;
}

export class Person {
  private constructor(
    private readonly graph: string,
    readonly token: string,
    readonly sittingId: string,
    readonly displayName: string,
  ) {}

  static async enter(edition: StartedEdition, { url, pin }: Card): Promise<Person> {
    const card = new URLSearchParams(new URL(url).hash.slice(1)).get('card');
    const response = await fetch(`${edition.origin}/id/card/exchange`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card, pin }),
    });
    if (!response.ok) throw new Error(await response.text());
    return Person.of(edition, (await response.json()) as SignedIn);
  }

  /** Whoever signed in on a page, by what the page was told. */
  static onPage(edition: StartedEdition, heard: readonly string[]): Person {
    return Person.of(edition, JSON.parse(heard.find((message) => message.includes('"accessToken"'))!) as SignedIn);
  }

  private static of({ graph }: StartedEdition, { accessToken, sittingId, displayName }: SignedIn): Person {
    return new Person(graph, accessToken, sittingId, displayName);
  }

  /** Runs one document of the pages; the answer of its only field. */
  async run<T = Record<string, unknown>>(name: string, variables: Record<string, unknown>): Promise<T> {
    documents ??= trustedDocuments();
    const { data, errors } = await ask<Record<string, T>>(this.graph, '', variables, this.token, {
      body: { query: undefined, documentId: documents.get(name) },
    });
    if (errors?.length || !data) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return Object.values(data)[0]!;
  }

  /** Runs a command on the sitting as it is now. @throws what the server refuses with */
  async order(name: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { step } = await this.now();
    const said = await this.run(
      name,
      name === 'CreatePoll'
        ? { input: { sittingId: this.sittingId, expectedStep: step, ...variables } }
        : { sittingId: this.sittingId, expectedStep: step, ...variables },
    );
    if (said['__typename'] === 'Refused') throw new Error(`${name}: ${String(said['en'])}`);
    return said;
  }

  now(): Promise<Chamber> {
    return this.run<Chamber>('ConsoleNow', { sittingId: this.sittingId });
  }

  /** Casts as a phone: a key and a press of its own. */
  async vote(pollId: string, choice: Choice, press = 1): Promise<void> {
    const said = await this.run('Cast', { pollId, choice, ballotKey: randomUUID(), press });
    if (said['__typename'] !== 'BallotReceipt') throw new Error(JSON.stringify(said));
  }
}

export type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';
export interface Chamber {
  readonly step: number;
  readonly sittingState: string;
  readonly items: readonly { readonly id: string; readonly position: number }[];
  readonly attendance: { readonly present: number; readonly total: number };
  readonly poll: { readonly id: string; readonly state: string; readonly title: string } | null;
}

/** The card of the table of links whose page and words are these. */
export function linkOf(edition: StartedEdition, page: '/wall' | '/clerk' | '/chair'): Card {
  const { url, pin } = edition.links.find((link) => new URL(link.url).pathname === page)!;
  return { url, pin: pin ?? '' };
}
export const phoneLinks = (edition: StartedEdition): DelegateCard[] =>
  edition.links
    .filter((link) => new URL(link.url).pathname === '/b')
    .map(({ url, pin, vi }) => ({ url, pin: pin!, displayName: vi }));

/** A fresh card for every delegate, in the order of their card numbers. */
export async function delegateCards(edition: StartedEdition): Promise<DelegateCard[]> {
  const { code, out, err } = await runCommand(['cards', '--json', '--data', edition.data]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as DelegateCard[];
}

/** A few at a time: exchanging a card hashes a PIN, which is slow by design. */
export async function enterAll(edition: StartedEdition, cards: readonly Card[]): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < cards.length; i += 4)
    people.push(...(await Promise.all(cards.slice(i, i + 4).map((card) => Person.enter(edition, card)))));
  return people;
}

/** The sitting open with so many checked in, whatever it was before. */
export async function openSitting(chair: Person, clerk: Person, present: number): Promise<void> {
  if ((await chair.now()).sittingState === 'PLANNED') await chair.order('OpenSitting');
  for (let card = 1; card <= present; card += 1)
    await clerk.run('CheckIn', { input: { sittingId: clerk.sittingId, code: String(card), source: 'CARD' } });
}

/** Whatever is being voted on is called off. */
export async function clearFloor(chair: Person): Promise<void> {
  const { poll } = await chair.now();
  if (poll && ['DRAFT', 'READY', 'OPEN', 'PAUSED'].includes(poll.state))
    await chair.order('CancelPoll', { pollId: poll.id, reason: 'Nhường cho cuộc biểu quyết sau' });
}

/** A poll of its own on the item at that place, ready to be called or opened. */
/** @param kind several votes on one item are item by item: a draft that was decided is not put to the vote again */
export async function preparePoll(
  chair: Person,
  position: number,
  title: string,
  kind: 'RESOLUTION' | 'RESOLUTION_ITEM' = 'RESOLUTION',
): Promise<string> {
  await clearFloor(chair);
  const { items } = await chair.now();
  const item = items.find((each) => each.position === position)!;
  await chair.order('ShowAgendaItem', { agendaItemId: item.id });
  const made = await chair.order('CreatePoll', {
    agendaItemId: item.id,
    kind,
    title,
    documentVersion: 3,
  });
  await chair.order('ReadyPoll', { pollId: made['id'] });
  return made['id'] as string;
}
