/** A hall in session: the demonstration sitting opened, its delegates checked in, polls by one call. */
import pg from 'pg';
import { seededId } from '@nghitruong/kit/context';
import { ask, type Answer } from './client.js';
import type { StartedEdition } from './edition.js';
import type { OutsideIssuer } from './issuer.js';

export interface Seat {
  readonly seatId: string;
  readonly personId: string;
  readonly token: string;
}
export interface Hall {
  readonly graph: string;
  readonly councilId: string;
  readonly sittingId: string;
  readonly seats: readonly Seat[];
  readonly chair: string;
  readonly clerk: string;
  readonly display: string;
  /** Tokens of that many displays, each an account of its own. */
  displays(count: number): Promise<string[]>;
  /** Runs a command with the sitting's present step; throws on a refusal. */
  command(mutation: string, variables: Record<string, unknown>, token?: string): Promise<Record<string, unknown>>;
  step(): Promise<number>;
  /** A fresh poll on the first agenda item, opened. */
  openPoll(title?: string): Promise<string>;
  close(pollId: string): Promise<void>;
  /** Rows behind the curtain, as the database's administrator. */
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
  end(): Promise<void>;
}

const must = <T>(answer: Answer<T>): T => {
  if (answer.errors?.length || !answer.data) throw new Error(JSON.stringify(answer.errors ?? answer));
  return answer.data;
};

export async function openHall(
  edition: StartedEdition,
  issuer: OutsideIssuer,
  options: { councilId?: string; sittingId?: string; present?: number; graph?: string } = {},
): Promise<Hall> {
  const graph = options.graph ?? edition.graph;
  const pool = new pg.Pool({ connectionString: edition.postgres.url, max: 2 });
  pool.on('error', () => undefined);
  const sql = async <T>(text: string, params: unknown[] = []): Promise<T[]> =>
    (await pool.query(text, params)).rows as T[];
  const councilId = options.councilId ?? 'hdnd-hai-phong';
  // Ad-hoc questions are for developers: the hall of a test asks nothing else.
  const developer = { role: 'DEVELOPER' };
  const as = (role: string, displayId?: string): Promise<string> =>
    issuer.token({ sub: seededId(role), grants: [{ role, councilId }, developer], ...(displayId && { displayId }) });
  const [chair, clerk, display] = await Promise.all([as('CHAIR'), as('SESSION_SECRETARY'), as('DISPLAY', 'wall-1')]);
  const sittingId =
    options.sittingId ??
    must(
      await ask<{ demonstration: { sittingId: string } }>(
        graph,
        '{ demonstration { councilId sittingId } }',
        {},
        clerk,
      ),
    ).demonstration.sittingId;
  const rows = await sql<{ seat_id: string; person_id: string }>(
    `SELECT seat_id, person_id FROM directory.published_seat_v1 WHERE council_id = $1 AND status = 'IN_OFFICE' AND valid_from <= current_date AND (valid_to IS NULL OR valid_to >= current_date) ORDER BY card_number`,
    [councilId],
  );
  const seats = await Promise.all(
    rows.map(async (r) => ({
      seatId: r.seat_id,
      personId: r.person_id,
      token: await issuer.token({
        sub: r.seat_id,
        personId: r.person_id,
        sittingId,
        grants: [{ role: 'DELEGATE', councilId }, developer],
      }),
    })),
  );

  const step = async (): Promise<number> =>
    must(
      await ask<{ chamberNow: { step: number } }>(
        graph,
        'query ($s: ID!) { chamberNow(sittingId: $s) { step } }',
        { s: sittingId },
        clerk,
      ),
    ).chamberNow.step;
  const command: Hall['command'] = async (mutation, variables, token = chair) => {
    const name = /\{\s*(\w+)/.exec(mutation)![1]!;
    const data = must(await ask<Record<string, Record<string, unknown>>>(graph, mutation, variables, token));
    const result = Object.values(data)[0]!;
    if (result['__typename'] === 'Refused')
      throw new Error(`${name}: ${String(result['code'])} ${String(result['en'])}`);
    return result;
  };
  const poll = (name: string, more = '', args = ''): string =>
    `mutation ($p: ID!, $e: Int!${more}) { ${name}(pollId: $p, expectedStep: $e${args}) { __typename ... on Poll { id state } ... on Refused { code vi en } } }`;

  const hall: Hall = {
    graph,
    councilId,
    sittingId,
    seats,
    chair,
    clerk,
    display,
    displays: (count) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          issuer.token({
            sub: seededId(`display ${i}`),
            displayId: `wall-${i}`,
            sittingId,
            grants: [{ role: 'DISPLAY', councilId }, developer],
          }),
        ),
      ),
    command,
    step,
    sql,
    async openPoll(title = 'Dự thảo Nghị quyết thử nghiệm') {
      const item = must(
        await ask<{ chamberNow: { items: { id: string }[] } }>(
          graph,
          'query ($s: ID!) { chamberNow(sittingId: $s) { items { id } } }',
          { s: sittingId },
          clerk,
        ),
      ).chamberNow.items[0]!.id;
      const made = await command(
        'mutation ($i: CreatePollInput!) { createPoll(input: $i) { __typename ... on Poll { id state } ... on Refused { code vi en } } }',
        {
          i: {
            sittingId,
            expectedStep: await step(),
            agendaItemId: item,
            kind: 'RESOLUTION',
            title,
            documentVersion: 1,
          },
        },
        clerk,
      );
      const p = made['id'] as string;
      await command(poll('readyPoll'), { p, e: await step() }, clerk);
      await command(poll('openPoll'), { p, e: await step() });
      return p;
    },
    async close(pollId) {
      await command(poll('closePoll'), { p: pollId, e: await step() });
    },
    async end() {
      await pool.end();
    },
  };
  const state = must(
    await ask<{ chamberNow: { sittingState: string } }>(
      graph,
      'query ($s: ID!) { chamberNow(sittingId: $s) { sittingState } }',
      { s: sittingId },
      clerk,
    ),
  ).chamberNow.sittingState;
  if (state === 'PLANNED') {
    await command(
      'mutation ($s: ID!, $e: Int!) { openSitting(sittingId: $s, expectedStep: $e) { __typename ... on Refused { code vi en } } }',
      { s: sittingId, e: await step() },
    );
  }
  for (const seat of seats.slice(0, options.present ?? seats.length)) {
    await command(
      'mutation ($i: CheckInInput!) { checkIn(input: $i) { __typename ... on Refused { code vi en } } }',
      { i: { sittingId, seatId: seat.seatId, source: 'CLERK' } },
      clerk,
    );
  }
  return hall;
}
