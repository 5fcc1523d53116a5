/** The desk's page of the council's own bodies. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import type { ComponentChildren } from 'preact';
import type { Board, Boards } from '../../../src/boards/boards.js';
import { BoardsPage } from '../../../src/boards/boards-page.js';
import { chamber, NOW } from '../../../src/chair/fixtures.js';
import { Top } from '../../../src/chair/parts/top.js';
import type { Scene } from '../scene.js';

const reason = { instrument: '77/2015/QH13', article: '106.2; 113' };
const standing: Board = {
  ...{ id: 'a', kind: 'STANDING_BODY', shortName: 'Thường trực HĐND' },
  meetingMonths: [
    { month: 9, missed: true, reason, meetings: [] },
    {
      ...{ month: 11, missed: false, reason },
      meetings: [
        {
          ...{ id: '0190f2d4-0000-7000-8000-000000000001', name: 'Phiên 25/11/2026', sessionName: 'Phiên họp thứ 8' },
          ...{ state: 'PLANNED', startsAt: '2026-11-25T01:00:00Z' },
        },
      ],
    },
  ],
};
const boards: Boards = {
  ...{ busy: false, last: null, clear: () => undefined },
  all: [standing, { id: 'b', kind: 'COMMITTEE', shortName: 'Ban Kinh tế – Ngân sách', meetingMonths: [] }],
  plan: async () => true,
};
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

export const scenes: Record<string, Scene> = {
  'boards-list': page(() => <BoardsPage boards={boards} />),
  'boards-plan': page(() => <BoardsPage boards={boards} asked={standing} />),
};
