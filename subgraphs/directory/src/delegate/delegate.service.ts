/** Delegates: seats with their statuses and memberships, each for every day. */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey, oneByKey } from '../batch/batch.rules.js';
import { covers, today, type Period } from '../calendar/calendar.rules.js';
import { BodyKind, Membership } from '../public-body/public-body.entity.js';
import type { PublicBodyService } from '../public-body/public-body.service.js';
import { Delegate, DelegateStatusPeriod, type DelegateStatus } from './delegate.entity.js';

export class DelegateService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bodies: PublicBodyService,
  ) {}

  async byId(ctx: Context, id: string): Promise<Delegate | null> {
    if (!isUuid(id)) return null;
    return loader(
      ctx,
      'delegate',
      () =>
        new DataLoader<string, Delegate | null>(async (ids) => {
          const rows = await this.dataSource.getRepository(Delegate).findBy({ id: In([...ids]) });
          return oneByKey(ids, rows, (d) => d.id);
        }),
    ).load(id.toLowerCase());
  }

  statuses(ctx: Context, delegateId: string): Promise<DelegateStatusPeriod[]> {
    return loader(
      ctx,
      'delegateStatuses',
      () =>
        new DataLoader<string, DelegateStatusPeriod[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(DelegateStatusPeriod)
            .find({ where: { delegateId: In([...ids]) }, order: { validFrom: 'ASC' } });
          return manyByKey(ids, rows, (s) => s.delegateId);
        }),
    ).load(delegateId);
  }

  async statusOn(ctx: Context, delegate: Delegate, asOf: string | undefined): Promise<DelegateStatus | null> {
    return onDay(ctx, await this.statuses(ctx, delegate.id), asOf)?.status ?? null;
  }

  memberships(ctx: Context, delegateId: string): Promise<Membership[]> {
    return loader(
      ctx,
      'delegateMemberships',
      () =>
        new DataLoader<string, Membership[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(Membership)
            .find({ where: { delegateId: In([...ids]) }, order: { validFrom: 'ASC', bodyId: 'ASC' } });
          return manyByKey(ids, rows, (m) => m.delegateId!);
        }),
    ).load(delegateId);
  }

  /** All, or those of one day. */
  async membershipsOn(ctx: Context, delegate: Delegate, asOf: string | undefined): Promise<Membership[]> {
    const all = await this.memberships(ctx, delegate.id);
    return asOf === undefined ? all : all.filter((m) => covers(m, asOf));
  }

  async groupOn(ctx: Context, delegate: Delegate, asOf: string | undefined) {
    const memberships = await this.memberships(ctx, delegate.id);
    const bodies = await Promise.all(memberships.map((m) => this.bodies.byId(ctx, m.bodyId)));
    const inGroups = memberships.filter((_, i) => bodies[i]?.kind === BodyKind.DELEGATE_GROUP);
    const found = onDay(ctx, inGroups, asOf);
    return found ? this.bodies.byId(ctx, found.bodyId) : null;
  }

  ofPerson(ctx: Context, personId: string): Promise<Delegate[]> {
    return loader(
      ctx,
      'personSeats',
      () =>
        new DataLoader<string, Delegate[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(Delegate)
            .createQueryBuilder('d')
            .innerJoin('council_term', 't', 't.id = d.term_id')
            .where('d.personId IN (:...ids)', { ids })
            .orderBy('t.valid_from')
            .getMany();
          return manyByKey(ids, rows, (d) => d.personId);
        }),
    ).load(personId);
  }
}

/** The period of a day; where no day is given, today's, or the last of what is over. */
function onDay<P extends Period>(ctx: Context, periods: readonly P[], asOf: string | undefined): P | undefined {
  if (asOf !== undefined) return periods.find((p) => covers(p, asOf));
  return periods.find((p) => covers(p, today(ctx))) ?? periods.at(-1);
}
