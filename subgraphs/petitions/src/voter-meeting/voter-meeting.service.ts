/** Voter meetings: reading, and recording one that was held. */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { VoterMeeting } from './voter-meeting.entity.js';

export class VoterMeetingService {
  constructor(private readonly source: DataSource) {}

  async byId(ctx: Context, id: string): Promise<VoterMeeting | null> {
    if (!isUuid(id)) return null;
    const byId = loader(ctx, 'voter meeting', () => {
      return new DataLoader<string, VoterMeeting | null>(async (ids) => {
        const rows = await this.source.manager.findBy(VoterMeeting, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    return byId.load(id);
  }

  /** Latest first. */
  async list(councilId: string | null, page: PageArgs): Promise<Page<VoterMeeting>> {
    const query = this.source.manager.createQueryBuilder(VoterMeeting, 'm').where('TRUE');
    if (councilId) query.andWhere('m.council_id = :councilId', { councilId });
    if (page.after != null) {
      const [heldOn, id] = decodeCursor(page.after, 2);
      query.andWhere('(m.held_on, m.id) < (CAST(:heldOn AS date), CAST(:afterId AS uuid))', { heldOn, afterId: id });
    }
    const rows = await query
      .orderBy('m.heldOn', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (m) => [m.heldOn, m.id]);
  }
}
