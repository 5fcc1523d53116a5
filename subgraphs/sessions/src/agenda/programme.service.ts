/**
 * The programme of a session, in versions.
 *
 * A draft lies before the delegates; the council adopts one by a procedural
 * poll of this session that was adopted, published and not annulled. An
 * amendment is a new version, adopted likewise by a poll of its own. What
 * stands in a version is never changed.
 *
 * Until the first adoption each draft is what the sittings work with; after it
 * only what was adopted reaches them. An item that has begun, or that has polls
 * or documents, stays on its sitting's agenda.
 *
 * Elsewhere  trees and differences: programme.rules
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { mayPrepare } from '../preparation/preparation.policy.js';
import { refusal } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { Programme, type DraftProgrammeInput, type ProgrammeEntry } from './programme.entity.js';
import { diffProgrammes, isProgramme, type ProgrammeChange } from './programme.rules.js';

const FOREIGN_KEY = '23503';
const MAX_NOTE = 500;

export class ProgrammeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly live: { changed(sittingId: string): void },
  ) {}

  async versions(sessionId: string): Promise<Programme[]> {
    return versionsOf(this.dataSource.manager, sessionId);
  }

  /** What the newest version changes against the adopted one; empty where it is that one, or none was adopted. */
  async amendments(sessionId: string): Promise<ProgrammeChange[]> {
    const versions = await this.versions(sessionId);
    const adopted = versions.find((v) => v.adoptedByPollId !== null);
    return adopted && versions[0] ? diffProgrammes(adopted.items, versions[0].items) : [];
  }

  /** @throws Refusal STALE, PROGRAMME_UNSOUND, AGENDA_ITEM_BEGUN; Fault FORBIDDEN, NOT_FOUND */
  draft(ctx: Context, input: DraftProgrammeInput): Promise<Session> {
    return this.change(ctx, input.sessionId, async (manager, session) => {
      const versions = await versionsOf(manager, session.id);
      if ((versions[0]?.number ?? 0) !== input.seen) throw refusal('STALE');
      const known = new Set(versions.flatMap((v) => v.items.map((i) => i.id)));
      const sittings = new Set(await sittingsOf(manager, session.id));
      const ids = input.items.map((item) => item.id ?? ctx.ids.next());
      const items = input.items.map((item, i): ProgrammeEntry => ({
        id: ids[i]!,
        parentId: item.parent == null ? null : (ids[item.parent] ?? ''),
        title: cleanText(item.title),
        kind: item.kind,
        sittingId: item.sittingId ?? null,
      }));
      const foreign = input.items.some((item) => item.id != null && !known.has(item.id));
      const strayed = items.some((item) => item.sittingId !== null && !sittings.has(item.sittingId));
      const note = cleanText(input.note ?? '');
      if (foreign || strayed || note.length > MAX_NOTE || !isProgramme(items)) throw refusal('PROGRAMME_UNSOUND');
      await manager.query(
        'INSERT INTO programme (id, session_id, number, items, note, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [
          ctx.ids.next(),
          session.id,
          input.seen + 1,
          JSON.stringify(items),
          note === '' ? null : note,
          ctx.actor.accountId ?? '',
          ctx.clock.now(),
        ],
      );
      const amended = versions.some((v) => v.adoptedByPollId !== null);
      return amended ? [] : apply(manager, versions[0]?.items ?? [], items);
    });
  }

  /** @throws Refusal PROGRAMME_POLL, AGENDA_ITEM_BEGUN; Fault FORBIDDEN, NOT_FOUND */
  adopt(ctx: Context, sessionId: string, number: number, pollId: string): Promise<Session> {
    return this.change(ctx, sessionId, async (manager, session) => {
      const versions = await versionsOf(manager, session.id);
      const version = versions.find((v) => v.number === number);
      const adopted = versions.find((v) => v.adoptedByPollId !== null);
      if (!version || version.adoptedByPollId !== null || (adopted && adopted.number > number))
        throw refusal('PROGRAMME_POLL');
      if (!(await adoptedPoll(manager, session.id, pollId, version.madeAt))) throw refusal('PROGRAMME_POLL');
      await manager.query(
        'INSERT INTO programme_adoption (programme_id, poll_id, recorded_by, recorded_at) VALUES ($1, $2, $3, $4)',
        [version.id, pollId, ctx.actor.accountId ?? '', ctx.clock.now()],
      );
      return apply(manager, (adopted ?? versions[0]!).items, version.items);
    });
  }

  private async change(
    ctx: Context,
    sessionId: string,
    work: (manager: EntityManager, session: Session) => Promise<readonly string[]>,
  ): Promise<Session> {
    try {
      const { session, sittings } = await transaction(this.dataSource, async (manager) => {
        const session = isUuid(sessionId)
          ? await manager.findOne(Session, { where: { id: sessionId }, lock: { mode: 'pessimistic_write' } })
          : null;
        if (!session) throw fault(kitErrors, 'NOT_FOUND', { what: 'session', id: sessionId.slice(0, 64) });
        if (!mayPrepare(ctx.actor, session.councilId)) throw refusedTo(ctx, 'programme');
        return { session, sittings: await work(manager, session) };
      });
      for (const sittingId of sittings) this.live.changed(sittingId);
      return session;
    } catch (error) {
      // A poll adopts one version only; an item with polls or documents cannot go.
      if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('PROGRAMME_POLL');
      if (isDriverError(error, FOREIGN_KEY)) throw refusal('AGENDA_ITEM_BEGUN');
      throw error;
    }
  }
}

/** The newest first. */
async function versionsOf(manager: EntityManager, sessionId: string): Promise<Programme[]> {
  const rows = (await manager.query(
    `SELECT p.id, p.session_id AS "sessionId", p.number, p.items, p.note, p.made_at AS "madeAt", a.poll_id AS "adoptedByPollId"
     FROM programme p LEFT JOIN programme_adoption a ON a.programme_id = p.id WHERE p.session_id = $1 ORDER BY p.number DESC`,
    [sessionId],
  )) as Programme[];
  return rows.map((row) => Object.assign(new Programme(), row));
}

async function sittingsOf(manager: EntityManager, sessionId: string): Promise<string[]> {
  const rows = (await manager.query(`SELECT id FROM sitting WHERE session_id = $1 AND state <> 'ENDED'`, [
    sessionId,
  ])) as { id: string }[];
  return rows.map((r) => r.id);
}

/** A procedural poll of this session, adopted and published after the version lay before the council. */
async function adoptedPoll(manager: EntityManager, sessionId: string, pollId: string, since: Date): Promise<boolean> {
  if (!isUuid(pollId)) return false;
  const rows = (await manager.query(
    `SELECT 1 FROM poll p JOIN sitting s ON s.id = p.sitting_id JOIN poll_tally t ON t.poll_id = p.id AND t.outcome = 'ADOPTED'
     WHERE p.id = $1 AND s.session_id = $2 AND p.kind = 'PROCEDURAL' AND p.opened_at >= $3
       AND EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'PUBLISHED')
       AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'ANNULLED')`,
    [pollId, sessionId, since],
  )) as unknown[];
  return rows.length > 0;
}

/** Brings a version onto the agendas of its sittings. @returns the sittings that changed */
async function apply(
  manager: EntityManager,
  before: readonly ProgrammeEntry[],
  after: readonly ProgrammeEntry[],
): Promise<string[]> {
  const placed = after.filter((i) => i.sittingId !== null);
  const touched = [
    ...new Set([...before, ...placed].flatMap((i) => (i.sittingId === null ? [] : [i.sittingId]))),
  ].sort();
  // In one order, so that two clerks never wait for each other.
  for (const id of touched) await manager.query('SELECT 1 FROM sitting WHERE id = $1 FOR UPDATE', [id]);
  const leaving = before.filter((b) => b.sittingId !== null && !placed.some((p) => p.id === b.id)).map((b) => b.id);
  const begun = (await manager.query(`SELECT 1 FROM agenda_item WHERE id = ANY($1) AND state <> 'PENDING'`, [
    leaving,
  ])) as unknown[];
  if (begun.length > 0) throw refusal('AGENDA_ITEM_BEGUN');
  await manager.query('DELETE FROM agenda_item WHERE id = ANY($1)', [leaving]);
  await manager.query('SET CONSTRAINTS one_agenda_item_per_position DEFERRED');
  for (const sittingId of touched) {
    const mine = placed.filter((i) => i.sittingId === sittingId);
    // What was on the agenda before there was a programme keeps its place at the front.
    const [{ first }] = (await manager.query(
      'SELECT coalesce(max(position), 0)::int AS first FROM agenda_item WHERE sitting_id = $1 AND NOT id = ANY($2)',
      [sittingId, mine.map((i) => i.id)],
    )) as [{ first: number }];
    for (const [i, item] of mine.entries())
      await manager.query(
        `INSERT INTO agenda_item (id, sitting_id, parent_id, position, title, kind) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET sitting_id = EXCLUDED.sitting_id, parent_id = EXCLUDED.parent_id, position = EXCLUDED.position, title = EXCLUDED.title, kind = EXCLUDED.kind`,
        [item.id, sittingId, item.parentId, first + i + 1, item.title, item.kind],
      );
    await manager.query('UPDATE sitting SET step = step + 1 WHERE id = $1', [sittingId]);
  }
  return touched;
}
