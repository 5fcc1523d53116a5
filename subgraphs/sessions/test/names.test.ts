/** Names as a Vietnamese reader expects them: short names of items, and lists of delegates. */
import { searchKey } from '@nghitruong/kit/i18n';
import { openPollHall, type PollHall } from './poll.fixture.js';

describe('names', () => {
  let hall: PollHall;
  beforeEach(async () => {
    hall = await openPollHall({ seats: 4, present: 4 });
  });
  afterEach(() => hall.stop());

  it('of the demonstration’s items are shortened from their own titles', async () => {
    const { items } = (await hall.ok('query ($id: ID!) { sitting(id: $id) { items { title shortTitle } } }', {
      id: hall.sittingId,
    })) as { items: { title: string; shortTitle: string }[] };
    const foreign = items.flatMap(({ title, shortTitle }) => {
      const words = searchKey(title).split(/\W+/);
      return searchKey(shortTitle)
        .split(/\W+/)
        .filter((word) => !words.includes(word));
    });
    expect(foreign).toEqual([]);
  });

  it('of who is missing go by the given name with its marks, then by the rest: Dung before Dũng', async () => {
    const names = ['Dũng Nguyễn Văn', 'Dung Vũ Thị', 'Dũng Bùi Anh', 'Ánh Lê'];
    for (const [i, name] of names.entries())
      await hall.database.admin('UPDATE directory.seat SET full_name = $2, sort_name = $2 WHERE seat_id = $1', [
        hall.seats[i]!.seatId,
        name,
      ]);
    const id = await hall.open();
    const { missing } = await hall.poll(id, 'missing { fullName }', hall.chair);
    const expected = ['Ánh Lê', 'Dung Vũ Thị', 'Dũng Bùi Anh', 'Dũng Nguyễn Văn'];
    expect((missing as { fullName: string }[]).map((m) => m.fullName)).toEqual(expected);
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    const pages = [];
    for (let after: string | null = null; ;) {
      const { votes } = (await hall.poll(
        id,
        `votes(first: 1${after ? `, after: "${after}"` : ''}) { edges { node { fullName } } pageInfo { endCursor hasNextPage } }`,
      )) as {
        votes: { edges: { node: { fullName: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
      pages.push(...votes.edges.map((e) => e.node.fullName));
      if (!votes.pageInfo.hasNextPage) break;
      after = votes.pageInfo.endCursor;
    }
    expect(pages).toEqual(expected);
  });

  it('of a quorum that is not met is a fact with its cure, not an error', async () => {
    await hall.database.admin('UPDATE sessions.attendance_interval SET left_at = now() WHERE sitting_id = $1', [
      hall.sittingId,
    ]);
    const { id } = await hall.create();
    await hall.command('readyPoll', id as string);
    const { conditions } = (await hall.poll(id as string, 'conditions { key met blocking vi }', hall.chair)) as {
      conditions: { key: string; met: boolean; vi: string }[];
    };
    expect(conditions.find((c) => c.key === 'QUORUM')).toMatchObject({
      met: false,
      blocking: false,
      vi: 'Có mặt 0/4 đại biểu HĐND, quy tắc cần từ 3. Điểm danh thêm trước khi mở.',
    });
  });
});
