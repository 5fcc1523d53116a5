/** Councils and terms. */
import { loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey, oneByKey } from '../batch/batch.rules.js';
import { covers, today } from '../calendar/calendar.rules.js';
import { searchPattern } from '../calendar/search.rules.js';
import { Council, CouncilTerm } from './council.entity.js';
import type { CouncilsArgs } from './council.inputs.js';

export class CouncilService {
  constructor(private readonly dataSource: DataSource) {}

  byId(ctx: Context, id: string): Promise<Council | null> {
    return loader(
      ctx,
      'council',
      () =>
        new DataLoader<string, Council | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(Council).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (c) => c.id);
        }),
    ).load(id);
  }

  async list(args: CouncilsArgs): Promise<Page<Council>> {
    const query = this.dataSource.getRepository(Council).createQueryBuilder('c');
    if (args.asOf)
      query.andWhere('c.validFrom <= :day AND (c.validTo IS NULL OR c.validTo >= :day)', { day: args.asOf });
    if (args.level) query.andWhere('c.level = :level', { level: args.level });
    if (args.search?.trim()) query.andWhere('c.searchKey LIKE :pattern', { pattern: searchPattern(args.search) });
    const totalCount = await query.getCount();
    if (args.after) {
      const [name, id] = decodeCursor(args.after, 2);
      query.andWhere('(c.name, c.id) > (:name, :id)', { name, id });
    }
    const rows = await query
      .orderBy('c.name')
      .addOrderBy('c.id')
      .limit(pageSize(args) + 1)
      .getMany();
    return connectionFrom(rows, args, (c) => [c.name, c.id], totalCount);
  }

  terms(ctx: Context, councilId: string): Promise<CouncilTerm[]> {
    return loader(
      ctx,
      'councilTerms',
      () =>
        new DataLoader<string, CouncilTerm[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(CouncilTerm)
            .find({ where: { councilId: In([...ids]) }, order: { validFrom: 'ASC' } });
          return manyByKey(ids, rows, (t) => t.councilId);
        }),
    ).load(councilId);
  }

  /** The term of a day; where none is given, of today, or the last one of a council that has ended. */
  async term(
    ctx: Context,
    council: { id: string; validTo: string | null },
    asOf: string | undefined,
  ): Promise<CouncilTerm | null> {
    const now = today(ctx);
    const day = asOf ?? (council.validTo !== null && council.validTo < now ? council.validTo : now);
    return (await this.terms(ctx, council.id)).find((t) => covers(t, day)) ?? null;
  }

  termById(ctx: Context, id: string): Promise<CouncilTerm | null> {
    return loader(
      ctx,
      'councilTerm',
      () =>
        new DataLoader<string, CouncilTerm | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(CouncilTerm).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (t) => t.id);
        }),
    ).load(id);
  }
}
