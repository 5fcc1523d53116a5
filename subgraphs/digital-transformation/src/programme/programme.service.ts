/** Programmes and the catalogue of indicators: reading. */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { DxIndicator } from '../indicator/indicator.entity.js';
import { DxProgramme } from './programme.entity.js';

export class ProgrammeService {
  constructor(private readonly source: DataSource) {}

  async byId(ctx: Context, id: string): Promise<DxProgramme | null> {
    if (!isUuid(id)) return null;
    const byId = loader(ctx, 'programme', () => {
      return new DataLoader<string, DxProgramme | null>(async (ids) => {
        const rows = await this.source.manager.findBy(DxProgramme, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    return byId.load(id);
  }

  /** Latest first. */
  async list(councilId: string | null, page: PageArgs): Promise<Page<DxProgramme>> {
    const query = this.source.manager.createQueryBuilder(DxProgramme, 'p').where('TRUE');
    if (councilId) query.andWhere('p.council_id = :councilId', { councilId });
    if (page.after != null) {
      const [startsOn, id] = decodeCursor(page.after, 2);
      query.andWhere('(p.starts_on, p.id) < (CAST(:startsOn AS date), CAST(:afterId AS uuid))', {
        startsOn,
        afterId: id,
      });
    }
    const rows = await query
      .orderBy('p.startsOn', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (p) => [p.startsOn, p.id]);
  }

  async indicator(ctx: Context, code: string): Promise<DxIndicator | null> {
    const byCode = loader(ctx, 'indicator', () => {
      return new DataLoader<string, DxIndicator | null>(async (codes) => {
        const rows = await this.source.manager.findBy(DxIndicator, { code: In([...codes]) });
        return codes.map((wanted) => rows.find((r) => r.code === wanted) ?? null);
      });
    });
    return byCode.load(code);
  }

  async indicators(page: PageArgs): Promise<Page<DxIndicator>> {
    const query = this.source.manager.createQueryBuilder(DxIndicator, 'i').where('TRUE');
    if (page.after != null) query.andWhere('i.code > :code', { code: decodeCursor(page.after, 1)[0] });
    const rows = await query
      .orderBy('i.code')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (i) => [i.code]);
  }
}
