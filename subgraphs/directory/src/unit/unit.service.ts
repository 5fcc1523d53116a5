/**
 * Units, asked as of a day.
 *
 * Promises   an answer for a day holds that day's names, codes and parents; a
 *            list of any length costs the same number of statements.
 * Default    where no day is given: today, or a unit's last day if it has ended.
 */
import { loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey, oneByKey } from '../batch/batch.rules.js';
import { covers, dayAfter, today } from '../calendar/calendar.rules.js';
import { searchPattern } from '../calendar/search.rules.js';
import {
  AdministrativeUnit,
  SuccessionRecord,
  UnitAttribute,
  UnitCodePeriod,
  UnitLevel,
  UnitSuccession,
  type AdministrativeLevel,
} from './unit.entity.js';
import type { UnitsArgs } from './unit.inputs.js';

const ON_DAY = 'a.valid_from <= :day AND (a.valid_to IS NULL OR a.valid_to >= :day)';
const keyOf = (unit: AdministrativeUnit): [string, string] => [unit.name, unit.id];

export class UnitService {
  constructor(private readonly dataSource: DataSource) {}

  byId(ctx: Context, id: string): Promise<AdministrativeUnit | null> {
    return loader(
      ctx,
      'unit',
      () =>
        new DataLoader<string, AdministrativeUnit | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(AdministrativeUnit).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (u) => u.id);
        }),
    ).load(id);
  }

  /** The unit, if it existed on that day. */
  async byIdOn(ctx: Context, id: string, asOf: string | undefined): Promise<AdministrativeUnit | null> {
    const unit = await this.byId(ctx, id);
    return unit && (asOf === undefined || covers(unit, asOf)) ? unit : null;
  }

  async list(ctx: Context, args: UnitsArgs): Promise<Page<AdministrativeUnit>> {
    const query = this.dataSource
      .getRepository(AdministrativeUnit)
      .createQueryBuilder('u')
      .innerJoin('unit_attribute', 'a', `a.unit_id = u.id AND ${ON_DAY}`, { day: args.asOf ?? today(ctx) })
      .innerJoin('unit_kind', 'k', 'k.id = u.kind');
    if (args.level) query.andWhere('k.level_id = :level', { level: args.level });
    if (args.kind) query.andWhere('u.kind = :kind', { kind: args.kind });
    if (args.parentId !== undefined && args.parentId !== null)
      query.andWhere('a.parent_id = :parent', { parent: args.parentId });
    if (args.search?.trim())
      query.andWhere('(u.search_key LIKE :pattern OR a.code = :code)', {
        pattern: searchPattern(args.search),
        code: args.search.trim(),
      });
    const totalCount = await query.getCount();
    if (args.after) {
      const [name, id] = decodeCursor(args.after, 2);
      query.andWhere('(u.name, u.id) > (:name, :id)', { name, id });
    }
    const rows = await query
      .orderBy('u.name')
      .addOrderBy('u.id')
      .limit(pageSize(args) + 1)
      .getMany();
    return connectionFrom(rows, args, keyOf, totalCount);
  }

  async count(day: string, level: AdministrativeLevel | undefined): Promise<number> {
    const [row] = (await this.dataSource.query(
      `SELECT count(*)::int AS n FROM unit u JOIN unit_kind k ON k.id = u.kind
       WHERE u.valid_from <= $1 AND (u.valid_to IS NULL OR u.valid_to >= $1) AND ($2::text IS NULL OR k.level_id = $2)`,
      [day, level ?? null],
    )) as [{ n: number }];
    return row.n;
  }

  async byCode(ctx: Context, code: string): Promise<UnitCodePeriod[]> {
    const periods = await this.dataSource
      .getRepository(UnitAttribute)
      .find({ where: { code }, order: { validFrom: 'ASC' } });
    const units = await Promise.all(periods.map((p) => this.byId(ctx, p.unitId)));
    return periods.map((p, i) =>
      Object.assign(new UnitCodePeriod(), {
        code: p.code,
        unit: units[i]!,
        validFrom: p.validFrom,
        validTo: p.validTo,
      }),
    );
  }

  async levels(asOf: string | undefined): Promise<UnitLevel[]> {
    const levels = await this.dataSource.getRepository(UnitLevel).find({ order: { rank: 'ASC' } });
    return asOf === undefined ? levels : levels.filter((l) => covers(l, asOf));
  }

  attributes(ctx: Context, unitId: string): Promise<UnitAttribute[]> {
    return loader(
      ctx,
      'unitAttributes',
      () =>
        new DataLoader<string, UnitAttribute[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(UnitAttribute)
            .find({ where: { unitId: In([...ids]) }, order: { validFrom: 'ASC' } });
          return manyByKey(ids, rows, (r) => r.unitId);
        }),
    ).load(unitId);
  }

  /** Code and parent on the day; null on a day on which the unit did not exist. */
  async attributeOn(ctx: Context, unit: AdministrativeUnit, asOf: string | undefined): Promise<UnitAttribute | null> {
    const day = this.#dayFor(ctx, unit, asOf);
    return (await this.attributes(ctx, unit.id)).find((a) => covers(a, day)) ?? null;
  }

  children(
    ctx: Context,
    unit: AdministrativeUnit,
    asOf: string | undefined,
    page: PageArgs,
  ): Promise<Page<AdministrativeUnit>> {
    const day = this.#dayFor(ctx, unit, asOf);
    const first = pageSize(page);
    // All parents that are asked the same question are answered by one statement.
    const name = `unitChildren:${day}:${first}:${page.after ?? ''}`;
    return loader(
      ctx,
      name,
      () =>
        new DataLoader<string, Page<AdministrativeUnit>>(async (parents) => {
          const after = page.after ? decodeCursor(page.after, 2) : [null, null];
          const rows = (await this.dataSource.query(
            `SELECT p.id AS parent, c.* FROM unnest($1::text[]) AS p(id)
           CROSS JOIN LATERAL (
             SELECT u.id FROM unit u JOIN unit_attribute a ON a.unit_id = u.id AND a.parent_id = p.id
             WHERE a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2)
               AND ($3::text IS NULL OR (u.name, u.id) > ($3, $4))
             ORDER BY u.name, u.id LIMIT $5
           ) c`,
            [parents, day, after[0], after[1], first + 1],
          )) as { parent: string; id: string }[];
          const units = await Promise.all(rows.map((r) => this.byId(ctx, r.id)));
          const found = rows.map((r, i) => ({ parent: r.parent, unit: units[i]! }));
          return manyByKey(parents, found, (f) => f.parent).map((of) =>
            connectionFrom(
              of.map((f) => f.unit),
              page,
              keyOf,
            ),
          );
        }),
    ).load(unit.id);
  }

  /** Who followed. A unit that has ended and whose successors nobody entered answers UNRECORDED; one that goes on has none. */
  async successors(ctx: Context, unit: AdministrativeUnit): Promise<UnitSuccession[]> {
    const edges = await this.#edges(ctx, 'fromId', unit.id);
    if (edges.length || unit.validTo === null) return edges;
    return [unrecorded(dayAfter(unit.validTo), { fromId: unit.id })];
  }

  async predecessors(ctx: Context, unit: AdministrativeUnit): Promise<UnitSuccession[]> {
    const edges = await this.#edges(ctx, 'toId', unit.id);
    return edges.length ? edges : [unrecorded(unit.validFrom, { toId: unit.id })];
  }

  #edges(ctx: Context, side: 'fromId' | 'toId', unitId: string): Promise<UnitSuccession[]> {
    return loader(
      ctx,
      `unitSuccession:${side}`,
      () =>
        new DataLoader<string, UnitSuccession[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(UnitSuccession)
            .find({ where: { [side]: In([...ids]) }, order: { date: 'ASC', kind: 'ASC', id: 'ASC' } });
          for (const row of rows) row.recorded = SuccessionRecord.RECORDED;
          return manyByKey(ids, rows, (r) => r[side]!);
        }),
    ).load(unitId);
  }

  #dayFor(ctx: Context, unit: AdministrativeUnit, asOf: string | undefined): string {
    if (asOf !== undefined && asOf !== null) return asOf;
    const now = today(ctx);
    return unit.validTo !== null && unit.validTo < now ? unit.validTo : now;
  }
}

function unrecorded(date: string, ends: { fromId?: string; toId?: string }): UnitSuccession {
  return Object.assign(new UnitSuccession(), {
    id: '',
    date,
    kind: null,
    fromId: ends.fromId ?? null,
    toId: ends.toId ?? null,
    instrument: null,
    confidence: null,
    recorded: SuccessionRecord.UNRECORDED,
  });
}
