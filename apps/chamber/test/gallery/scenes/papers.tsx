/** The desk's pages of sessions and programmes. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import type { ComponentChildren } from 'preact';
import { chamber, NOW } from '../../../src/chair/fixtures.js';
import { Top } from '../../../src/chair/parts/top.js';
import { ProgrammePage } from '../../../src/clerk/programme-page.js';
import type { Programme } from '../../../src/clerk/programme.js';
import { SessionsPage } from '../../../src/clerk/sessions-page.js';
import type { DeskSession, Sessions } from '../../../src/clerk/sessions.js';
import type { Scene } from '../scene.js';

/** The middle of the desk, with the head above it. */
const page = (draw: () => ComponentChildren): Scene => ({
  page: 'desk',
  draw: () => (
    <div class="c two-cols">
      <Top council={chamber({}).councilName} what="" illustrative now={NOW} />
      <nav class="c-left nv" aria-label="–" />
      <main class="c-mid">{draw()}</main>
    </div>
  ),
});
const quiet = { busy: false, last: null, clear: () => undefined };
const session: DeskSession = {
  ...{ id: 's3', name: 'Kỳ họp thứ 3', kind: 'REGULAR', termOrdinal: 'XVII', ordinal: 3 },
  ...{ opensOn: '2026-12-08', closesOn: '2026-12-10' },
  sittings: [
    {
      ...{ id: 'a', name: 'Phiên toàn thể sáng 08/12/2026', kind: 'PLENARY', state: 'PLANNED', visibility: 'PUBLIC' },
      ...{ startsAt: '2026-12-08T01:00:00Z', place: 'Trung tâm Hội nghị thành phố, hội trường 1', step: 0 },
    },
    {
      ...{ id: 'b', name: 'Phiên chất vấn chiều 08/12/2026', kind: 'QUESTIONING', state: 'OPEN', visibility: 'CLOSED' },
      ...{ startsAt: '2026-12-08T06:30:00Z', place: null, step: 4 },
    },
  ],
};
const sessions: Sessions = {
  ...quiet,
  all: [session, { ...session, id: 's2', name: 'Kỳ họp thứ 2 (chuyên đề)', kind: 'THEMATIC', sittings: [] }],
  hasMore: true,
  ofYear: {
    ...{ count: 1, needed: 2, met: false },
    reason: { instrument: '77/2015/QH13', article: '78.1', confidence: 'V1', confirmed: true },
  },
  more: () => undefined,
  preview: async () => [
    { step: 'CONVENING', dueOn: '2026-11-18', light: 'OVERDUE' },
    { step: 'ANNOUNCEMENT', dueOn: '2026-11-28', light: 'DUE_SOON' },
    { step: 'DOCUMENTS', dueOn: '2026-12-03', light: 'NOT_YET' },
  ],
  plan: async () => true,
  planSitting: async () => true,
  moveSitting: async () => true,
};
const entry = (id: string, title: string, parentId: string | null = null, sittingId: string | null = 'a') => ({
  ...{ id, title, parentId, sittingId },
  kind: 'REPORT' as const,
});
const first = [entry('1', 'Khai mạc, điểm danh đại biểu'), entry('2', 'Thông qua chương trình kỳ họp')];
const second = [
  ...first,
  entry('3', 'Các báo cáo'),
  entry('4', 'Báo cáo tổng hợp ý kiến, kiến nghị của cử tri', '3'),
  entry('5', 'Chất vấn và trả lời chất vấn', null, null),
];
const programme: Programme = {
  ...quiet,
  session: {
    ...{ id: 's3', name: 'Kỳ họp thứ 3', kind: 'REGULAR' },
    programmes: [
      {
        id: 'v2',
        number: 2,
        note: 'Theo đề nghị của UBND.',
        madeAt: '2026-12-07T02:00:00Z',
        adoptedByPollId: null,
        items: second,
      },
      { id: 'v1', number: 1, note: null, madeAt: '2026-12-01T02:00:00Z', adoptedByPollId: 'p', items: first },
    ],
    programmeAmendments: [
      { change: 'ADDED', id: '4', title: 'Báo cáo tổng hợp ý kiến, kiến nghị của cử tri', before: null },
      { change: 'REWORDED', id: '2', title: 'Thông qua chương trình kỳ họp', before: 'Chương trình' },
      { change: 'REMOVED', id: '9', title: 'Bế mạc', before: 'Bế mạc' },
    ],
    sittings: [{ id: 'a', name: 'Phiên toàn thể sáng 08/12/2026', state: 'PLANNED', polls: [] }],
  },
  template: [],
  draft: async () => true,
  adopt: async () => true,
};
const choose = { chosen: 's3', onChoose: () => undefined, year: 2026 };

export const scenes: Record<string, Scene> = {
  'papers-sessions': page(() => <SessionsPage sessions={sessions} {...choose} />),
  'papers-session-plan': page(() => <SessionsPage sessions={sessions} {...choose} asked={{ what: 'session' }} />),
  'papers-sitting-plan': page(() => (
    <SessionsPage sessions={sessions} {...choose} asked={{ what: 'sitting', session, sitting: null }} />
  )),
  'papers-programme': page(() => <ProgrammePage programme={programme} />),
  'papers-programme-write': page(() => <ProgrammePage programme={programme} editing />),
};
