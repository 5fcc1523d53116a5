/**
 * Adoption: what a poll does to the resolution it is on.
 *
 * When the question is frozen, so is the text: the poll points at one version
 * by its hash. When the result is published, the resolution is adopted or
 * rejected in the same transaction, and gets its number there: a publication
 * that fails gives the number back, so the series has no gap.
 *
 * Odd part   the number is issued last, under the lock of its series' row,
 *            so that many councils and sittings wait for each other as briefly
 *            as can be. A resolution that already had a number (its first poll
 *            was annulled) keeps it.
 */
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { AgendaItem, AgendaItemKind } from '../agenda/agenda-item.entity.js';
import type { Poll } from '../poll/poll.entity.js';
import type { PollGuard } from '../poll/poll.service.js';
import { refusal } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { dayOf, rulesOf } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { RESOLUTION_RULE_KEYS } from './resolution-deadlines.rules.js';
import { citationOf, numberText, type ResolutionKindName } from './resolution-number.rules.js';
import { Resolution } from './resolution.entity.js';
import { appendResolutionEvent, lockResolution } from './resolution.service.js';
import { DECIDED, nextResolutionState, type ResolutionCommand } from './resolution.states.js';

interface Document {
  readonly resolutionId: string;
  readonly version: number;
  readonly textHash: string;
}

/** The next number of a body, kind and year; the same one again where the resolution has it. */
export async function issueNumber(
  manager: EntityManager,
  { id, councilId, kind }: Pick<Resolution, 'id' | 'councilId' | 'kind'>,
  year: number,
): Promise<number> {
  const key: readonly [string, ResolutionKindName, number] = [councilId, kind, year];
  // Whoever comes second waits here, and reads the number after the first one's commit or rollback.
  await manager.query(
    `INSERT INTO resolution_series (council_id, kind, year) VALUES ($1, $2, $3)
     ON CONFLICT (council_id, kind, year) DO UPDATE SET last = resolution_series.last`,
    [...key],
  );
  const [known] = (await manager.query('SELECT number, year FROM resolution_number WHERE resolution_id = $1', [
    id,
  ])) as {
    number: number;
    year: number;
  }[];
  if (known && known.year === year) return known.number;
  if (known) throw refusal('NUMBER_OF_ANOTHER_YEAR', { year: known.year });
  const [made] = (await manager.query(
    `INSERT INTO resolution_number (council_id, kind, year, number, resolution_id, origin)
     SELECT $1, $2, $3, 1 + coalesce(max(number), 0), $4, 'ISSUED' FROM resolution_number WHERE council_id = $1 AND kind = $2 AND year = $3 RETURNING number`,
    [...key, id],
  )) as { number: number }[];
  await manager.query('UPDATE resolution_series SET last = $4 WHERE council_id = $1 AND kind = $2 AND year = $3', [
    ...key,
    made!.number,
  ]);
  return made!.number;
}

export class AdoptionService implements PollGuard {
  /** A vote on a resolution item needs an admitted draft, and one version of it. */
  async freezing(manager: EntityManager, poll: Poll): Promise<Readonly<Record<string, unknown>> | void> {
    if ((poll.kind !== 'RESOLUTION' && poll.kind !== 'RESOLUTION_ITEM') || poll.agendaItemId === null) return;
    const item = await manager.findOneByOrFail(AgendaItem, { id: poll.agendaItemId });
    if (item.kind !== AgendaItemKind.RESOLUTION) return;
    const [placed] = (await manager.query(
      'SELECT resolution_id AS id FROM resolution_on_agenda WHERE agenda_item_id = $1',
      [item.id],
    )) as { id: string }[];
    if (!placed) throw refusal('DRAFT_NOT_ON_AGENDA');
    const resolution = await lockResolution(manager, placed.id);
    if (nextResolutionState(resolution.state, 'vote') === undefined)
      throw refusal(DECIDED.has(resolution.state) ? 'DRAFT_DECIDED' : 'NOT_VERIFIED', { state: resolution.state });
    const [text] = (await manager.query(
      'SELECT text_hash AS hash FROM resolution_version WHERE resolution_id = $1 AND version = $2',
      [resolution.id, poll.documentVersion],
    )) as { hash: string }[];
    if (!text) throw refusal('DOCUMENT_VERSION_UNKNOWN', { version: poll.documentVersion ?? '–' });
    await manager.query(
      `INSERT INTO poll_document (poll_id, resolution_id, version, text_hash) VALUES ($1, $2, $3, $4)`,
      [poll.id, resolution.id, poll.documentVersion, text.hash],
    );
    return { resolutionId: resolution.id, documentVersion: poll.documentVersion, documentHash: text.hash };
  }

  async published(manager: EntityManager, ctx: Context, poll: Poll, sitting: Sitting): Promise<void> {
    if (poll.kind !== 'RESOLUTION') return;
    const document = await documentOf(manager, poll.id);
    if (!document) return;
    const [tally] = (await manager.query('SELECT outcome FROM poll_tally WHERE poll_id = $1', [poll.id])) as {
      outcome: 'ADOPTED' | 'REJECTED' | null;
    }[];
    const resolution = await lockResolution(manager, document.resolutionId);
    const day = dayOf(sitting);
    if (tally?.outcome !== 'ADOPTED') {
      await this.move(manager, ctx, resolution, 'reject', { pollId: poll.id }, { pollId: poll.id });
      return;
    }
    assertLeads(resolution, 'adopt');
    const session = await manager.findOneByOrFail(Session, { id: sitting.sessionId });
    const year = Number(day.slice(0, 4));
    const rules = Object.fromEntries(await rulesOf(manager, sitting, RESOLUTION_RULE_KEYS));
    const number = await issueNumber(manager, resolution, year);
    await this.move(
      manager,
      ctx,
      resolution,
      'adopt',
      {
        pollId: poll.id,
        adoptedVersion: document.version,
        adoptedOn: day,
        sessionId: session.id,
        closesOn: session.closesOn,
        rules: rules as never,
        number,
        numberYear: year,
        numberText: numberText(resolution.kind, number, year),
        citation: citationOf(resolution.councilId, resolution.kind, number, year),
      },
      { pollId: poll.id, version: document.version, textHash: document.textHash, number, year },
    );
  }

  /** Before the signing the adoption goes with its poll; what the chair has signed is not undone from the console. */
  async annulled(manager: EntityManager, ctx: Context, poll: Poll): Promise<void> {
    const document = await documentOf(manager, poll.id);
    if (!document) return;
    const resolution = await lockResolution(manager, document.resolutionId);
    if (resolution.pollId !== poll.id) return;
    if (nextResolutionState(resolution.state, 'lapse') === undefined)
      throw refusal('RESOLUTION_SIGNED', { number: resolution.numberText ?? '–' });
    await this.move(manager, ctx, resolution, 'lapse', { adoptedVersion: null, adoptedOn: null }, { pollId: poll.id });
  }

  private async move(
    manager: EntityManager,
    ctx: Context,
    resolution: Resolution,
    command: ResolutionCommand,
    change: Partial<Resolution>,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const to = assertLeads(resolution, command);
    const revision = resolution.revision + 1;
    await manager.update(Resolution, { id: resolution.id }, { ...change, state: to, revision } as never);
    await appendResolutionEvent(manager, ctx, resolution.id, command, {
      ...detail,
      from: resolution.state,
      to,
      revision,
    });
  }
}

function assertLeads(resolution: Resolution, command: ResolutionCommand) {
  const to = nextResolutionState(resolution.state, command);
  if (to === undefined) throw refusal('RESOLUTION_STATE', { command, state: resolution.state });
  return to;
}

export async function documentOf(manager: EntityManager, pollId: string): Promise<Document | undefined> {
  const [row] = (await manager.query(
    'SELECT resolution_id AS "resolutionId", version, text_hash AS "textHash" FROM poll_document WHERE poll_id = $1',
    [pollId],
  )) as Document[];
  return row;
}
