/**
 * Composition: who held the seats of a council on a day.
 *
 * Promises   the answer for a day never changes when something happens later;
 *            two statements for any number of councils and seats, and what each
 *            seat is asked for comes from loaders.
 * Elsewhere  who may vote in a poll: sessions freezes its own roll from
 *            `published_seat_v1`.
 */
import { loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, encodeCursor, pageSize } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { manyByKey } from '../batch/batch.rules.js';
import { covers } from '../calendar/calendar.rules.js';
import { HOLDING, type DelegateStatus } from '../delegate/delegate.entity.js';
import type { DelegateService } from '../delegate/delegate.service.js';
import type { Council } from './council.entity.js';
import type { CompositionArgs, CompositionConnection } from './council.inputs.js';
import { isBelowTwoThirds } from './council.rules.js';
import type { CouncilService } from './council.service.js';

interface SeatRow {
  readonly council: string;
  readonly id: string;
  readonly sort_name: string;
  readonly status: DelegateStatus;
  readonly since: string;
}
interface Counts {
  readonly council: string;
  readonly elected: number;
  readonly in_office: number;
  readonly suspended: number;
  readonly asked: number;
}

/** Seats of the term of the day $2 with the status of that day, in councils $1. */
const SEATS_ON_DAY = `
  FROM unnest($1::text[]) AS c(id)
  JOIN council_term t ON t.council_id = c.id AND $2::date BETWEEN t.valid_from AND coalesce(t.valid_to, 'infinity')
  JOIN delegate d ON d.term_id = t.id
  LEFT JOIN delegate_status s ON s.delegate_id = d.id AND $2::date BETWEEN s.valid_from AND coalesce(s.valid_to, 'infinity')`;

export class CompositionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly councils: CouncilService,
    private readonly delegates: DelegateService,
  ) {}

  async of(ctx: Context, council: Council, args: CompositionArgs): Promise<CompositionConnection> {
    const statuses = args.status ?? HOLDING;
    const [rows, counts] = await Promise.all([
      this.#rows(ctx, args, statuses).load(council.id),
      this.#counts(ctx, args.asOf, statuses).load(council.id),
    ]);
    const page = connectionFrom(rows, args, (r) => [r.sort_name, r.id], counts?.asked ?? 0);
    const edges = await Promise.all(
      page.edges.map(async ({ node: row }) => ({
        cursor: encodeCursor([row.sort_name, row.id]),
        node: (await this.delegates.byId(ctx, row.id))!,
        status: row.status,
        since: row.since,
      })),
    );
    const [elected, inOffice, suspended] = [counts?.elected ?? 0, counts?.in_office ?? 0, counts?.suspended ?? 0];
    const term = (await this.councils.terms(ctx, council.id)).find((t) => covers(t, args.asOf)) ?? null;
    return {
      ...page,
      edges,
      asOf: args.asOf,
      term,
      elected,
      inOffice,
      suspended,
      belowTwoThirds: isBelowTwoThirds(inOffice + suspended, elected),
    } as CompositionConnection;
  }

  #rows(ctx: Context, args: CompositionArgs, statuses: readonly string[]): DataLoader<string, SeatRow[]> {
    const first = pageSize(args);
    const after = args.after ? decodeCursor(args.after, 2) : [null, null];
    return loader(
      ctx,
      `composition:${JSON.stringify([args.asOf, statuses, first, args.after])}`,
      () =>
        new DataLoader<string, SeatRow[]>(async (ids) => {
          const rows = (await this.dataSource.query(
            `SELECT * FROM (
             SELECT c.id AS council, d.id, p.sort_name, s.status, s.valid_from::text AS since,
                    row_number() OVER (PARTITION BY c.id ORDER BY p.sort_name, d.id) AS place
             ${SEATS_ON_DAY} JOIN person p ON p.id = d.person_id
             WHERE s.status = ANY($3) AND ($4::text IS NULL OR (p.sort_name, d.id) > ($4, $5::uuid))
           ) seat WHERE place <= $6 ORDER BY council, place`,
            [ids, args.asOf, statuses, after[0], after[1], first + 1],
          )) as SeatRow[];
          return manyByKey(ids, rows, (r) => r.council);
        }),
    );
  }

  #counts(ctx: Context, asOf: string, statuses: readonly string[]): DataLoader<string, Counts | undefined> {
    return loader(
      ctx,
      `compositionCounts:${JSON.stringify([asOf, statuses])}`,
      () =>
        new DataLoader<string, Counts | undefined>(async (ids) => {
          const rows = (await this.dataSource.query(
            `SELECT c.id AS council, count(*)::int AS elected, count(*) FILTER (WHERE s.status = ANY($3))::int AS asked,
                  count(*) FILTER (WHERE s.status = 'IN_OFFICE')::int AS in_office, count(*) FILTER (WHERE s.status = 'SUSPENDED')::int AS suspended
           ${SEATS_ON_DAY} GROUP BY c.id`,
            [ids, asOf, statuses],
          )) as Counts[];
          return manyByKey(ids, rows, (r) => r.council).map(([row]) => row);
        }),
    );
  }
}
