import { basesOf, itemsOf, linesOf, settled, type Line, type ProgrammeSession, type Version } from './programme.js';

const line = (title: string, depth = 0, id: string | null = null): Line => ({
  id,
  title,
  kind: 'REPORT',
  sittingId: null,
  depth,
});

it('lines and items are each other’s image: what stands under what survives [SES-3]', () => {
  const items = [
    { id: 'a', parentId: null, title: 'A', kind: 'PROCEDURE', sittingId: null },
    { id: 'b', parentId: 'a', title: 'B', kind: 'REPORT', sittingId: 's' },
    { id: 'c', parentId: 'b', title: 'C', kind: 'REPORT', sittingId: 's' },
    { id: 'd', parentId: 'a', title: 'D', kind: 'REPORT', sittingId: null },
    { id: 'e', parentId: null, title: 'E', kind: 'PROCEDURE', sittingId: 's' },
  ] as const;
  const lines = linesOf(items);
  expect(lines.map((l) => l.depth)).toEqual([0, 1, 2, 1, 0]);
  expect(itemsOf(lines).map((item) => item.parent)).toEqual([null, 0, 1, 0, null]);
});

it('no line stands deeper than one below the line above it, however lines were moved [SES-3]', () => {
  expect(settled([line('A', 2), line('B', 3), line('C', 1), line('D', 9)]).map((l) => l.depth)).toEqual([0, 1, 1, 2]);
  expect(itemsOf([line('A', 1), line('B', 1)]).map((item) => item.parent)).toEqual([null, 0]);
});

it('a version is adopted by a published, adopted procedural poll that came after it and adopted no other [SES-3 R-SES-09]', () => {
  const version = { id: 'v2', number: 2, note: null, madeAt: '2026-12-08T02:00:00Z', adoptedByPollId: null, items: [] };
  const poll = (id: string, more: object = {}) => ({
    id,
    kind: 'PROCEDURAL',
    state: 'PUBLISHED',
    title: id,
    openedAt: '2026-12-08T02:30:00Z',
    result: { outcome: 'ADOPTED' },
    ...more,
  });
  const session = {
    programmes: [version, { ...version, id: 'v1', number: 1, adoptedByPollId: 'used' }],
    sittings: [
      {
        polls: [
          poll('good'),
          poll('used'),
          poll('rejected', { result: { outcome: 'REJECTED' } }),
          poll('counted', { state: 'CERTIFIED', result: null }),
          poll('annulled', { state: 'ANNULLED' }),
          poll('earlier', { openedAt: '2026-12-08T01:00:00Z' }),
          poll('resolution', { kind: 'RESOLUTION' }),
        ],
      },
    ],
  } as unknown as ProgrammeSession;
  expect(basesOf(session, version as Version).map((p) => p.id)).toEqual(['good']);
});
