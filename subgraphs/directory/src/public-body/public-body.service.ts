/** Public bodies and who sits in them on a day. */
import { loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey, oneByKey } from '../batch/batch.rules.js';
import { today } from '../calendar/calendar.rules.js';
import { searchPattern } from '../calendar/search.rules.js';
import { Membership, PublicBody } from './public-body.entity.js';
import type { MembersArgs, PublicBodiesArgs } from './public-body.inputs.js';

export class PublicBodyService {
  constructor(private readonly dataSource: DataSource) {}

  byId(ctx: Context, id: string): Promise<PublicBody | null> {
    return loader(
      ctx,
      'publicBody',
      () =>
        new DataLoader<string, PublicBody | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(PublicBody).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (b) => b.id);
        }),
    ).load(id);
  }

  async list(args: PublicBodiesArgs): Promise<Page<PublicBody>> {
    const query = this.dataSource.getRepository(PublicBody).createQueryBuilder('b');
    if (args.asOf)
      query.andWhere('b.validFrom <= :day AND (b.validTo IS NULL OR b.validTo >= :day)', { day: args.asOf });
    if (args.kind) query.andWhere('b.kind = :kind', { kind: args.kind });
    if (args.councilId) query.andWhere('b.ofCouncilId = :council', { council: args.councilId });
    if (args.unitId) query.andWhere('b.unitId = :unit', { unit: args.unitId });
    if (args.search?.trim()) query.andWhere('b.searchKey LIKE :pattern', { pattern: searchPattern(args.search) });
    const totalCount = await query.getCount();
    if (args.after) {
      const [name, id] = decodeCursor(args.after, 2);
      query.andWhere('(b.name, b.id) > (:name, :id)', { name, id });
    }
    const rows = await query
      .orderBy('b.name')
      .addOrderBy('b.id')
      .limit(pageSize(args) + 1)
      .getMany();
    return connectionFrom(rows, args, (b) => [b.name, b.id], totalCount);
  }

  /** Heads first, then deputies, then by given name. One statement for all bodies that are asked alike. */
  members(ctx: Context, bodyId: string, args: MembersArgs): Promise<Page<Membership>> {
    const first = pageSize(args);
    const day = args.asOf ?? today(ctx);
    const after = args.after ? decodeCursor(args.after, 3) : [null, null, null];
    return loader(
      ctx,
      `bodyMembers:${JSON.stringify([day, first, args.after])}`,
      () =>
        new DataLoader<string, Page<Membership>>(async (ids) => {
          const rows = (await this.dataSource.query(
            `SELECT * FROM (
             SELECT m.id, m.body_id AS "bodyId", m.delegate_id AS "delegateId", m.person_id AS "personId", m.role, m.valid_from::text AS "validFrom", m.valid_to::text AS "validTo",
                    m.decision, r.rank, p.sort_name, row_number() OVER (PARTITION BY m.body_id ORDER BY r.rank, p.sort_name, m.id) AS place
             FROM membership m LEFT JOIN delegate d ON d.id = m.delegate_id JOIN person p ON p.id = coalesce(d.person_id, m.person_id)
             JOIN (VALUES ('HEAD', 1), ('GROUP_HEAD', 1), ('DEPUTY', 2), ('GROUP_DEPUTY', 2), ('MEMBER', 3)) AS r(role, rank) ON r.role = m.role
             WHERE m.body_id = ANY($1) AND $2::date BETWEEN m.valid_from AND coalesce(m.valid_to, 'infinity')
               AND ($3::int IS NULL OR (r.rank, p.sort_name, m.id) > ($3, $4, $5::uuid))
           ) seat WHERE place <= $6 ORDER BY place`,
            [ids, day, after[0], after[1], after[2], first + 1],
          )) as (Membership & { rank: number; sort_name: string })[];
          return manyByKey(ids, rows, (r) => r.bodyId).map((of) =>
            connectionFrom(of, args, (r) => [r.rank, r.sort_name, r.id]),
          );
        }),
    ).load(bodyId);
  }
}
