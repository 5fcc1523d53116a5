import { loader, type Context } from '@nghitruong/kit/context';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey } from '../batch/batch.rules.js';
import { covers } from '../calendar/calendar.rules.js';
import { OfficeHolding } from './office-holding.entity.js';

export class OfficeService {
  constructor(private readonly dataSource: DataSource) {}

  ofPerson(ctx: Context, personId: string, asOf: string | undefined): Promise<OfficeHolding[]> {
    return this.#by(ctx, 'personId', personId, asOf);
  }

  ofCouncil(ctx: Context, councilId: string, asOf: string | undefined): Promise<OfficeHolding[]> {
    return this.#by(ctx, 'councilId', councilId, asOf);
  }

  async #by(
    ctx: Context,
    side: 'personId' | 'councilId',
    id: string,
    asOf: string | undefined,
  ): Promise<OfficeHolding[]> {
    const all = await loader(
      ctx,
      `offices:${side}`,
      () =>
        new DataLoader<string, OfficeHolding[]>(async (ids) => {
          const rows = await this.dataSource
            .getRepository(OfficeHolding)
            .find({ where: { [side]: In([...ids]) }, order: { validFrom: 'ASC', kind: 'ASC', id: 'ASC' } });
          return manyByKey(ids, rows, (o) => o[side]);
        }),
    ).load(id);
    return asOf === undefined ? all : all.filter((o) => covers(o, asOf));
  }
}
