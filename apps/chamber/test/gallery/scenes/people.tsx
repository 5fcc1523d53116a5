/** The desk's page of presiding, broadcast and guests. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import { chamber, NOW } from '../../../src/chair/fixtures.js';
import { Top } from '../../../src/chair/parts/top.js';
import type { People } from '../../../src/people/people.js';
import { PeoplePage } from '../../../src/people/people-page.js';
import type { Scene } from '../scene.js';

const people: People = {
  ...{ busy: false, last: null, clear: () => undefined },
  of: {
    ...{ id: 's', kind: 'QUESTIONING' },
    presiding: { personId: 'a', name: 'Nguyễn Thị Minh Nguyệt', as: 'CHAIR' },
    mayPreside: [
      { personId: 'a', name: 'Nguyễn Thị Minh Nguyệt', as: 'CHAIR' },
      { personId: 'b', name: 'Trần Quốc Bảo', as: 'VICE_CHAIR' },
    ],
    broadcast: {
      ...{ required: true, url: null, missing: true },
      reason: { instrument: '87/2015/QH13', article: '60.6' },
    },
    guests: [
      {
        ...{
          id: 'g',
          kind: 'GUEST_DUTY',
          fullName: 'Phạm Văn An',
          office: 'Viện trưởng Viện kiểm sát nhân dân thành phố',
        },
        ...{ arrivedAt: '2026-11-23T01:05:00Z', leftAt: null },
      },
      { id: 'h', kind: 'PRESS', fullName: 'Báo Hải Phòng', office: null, arrivedAt: null, leftAt: null },
    ],
    visibilityBases: [],
    absenceRequests: [
      {
        ...{ id: 'p', fullName: 'Đỗ Mạnh Hiến', groupName: 'Tổ 3', reason: 'Đi công tác nước ngoài theo quyết định' },
        ...{ state: 'PENDING', decisionNote: null },
      },
      {
        ...{ id: 'q', fullName: 'Lê Thị Hoa', groupName: 'Tổ 1', reason: 'Việc riêng' },
        ...{ state: 'DECLINED', decisionNote: 'Kỳ họp có bầu cử' },
      },
    ],
    council: {
      id: 'c',
      unexcusedAbsences: [
        {
          ...{ seatId: 's', fullName: 'Vũ Văn Tám', sessions: 3, since: '2025-07-24', months: 16, due: true },
          reason: { instrument: '77/2015/QH13', article: '93' },
        },
      ],
    },
  },
  handOver: async () => true,
  broadcast: async () => true,
  invite: async () => true,
  record: async () => true,
  withdraw: async () => true,
  decide: async () => true,
};

export const scenes: Record<string, Scene> = {
  'people-desk': {
    page: 'desk',
    draw: () => (
      <div class="c two-cols">
        <Top council={chamber({}).councilName} what="" illustrative now={NOW} />
        <nav class="c-left nv" aria-label="–" />
        <main class="c-mid">
          <PeoplePage people={people} ended={false} />
        </main>
      </div>
    ),
  },
};
