/** Every state of the clerk's desk. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import { chamber, NOW, poll } from '../../../src/chair/fixtures.js';
import type { Orders } from '../../../src/chair/orders.js';
import { Desk, type DeskProps } from '../../../src/clerk/desk.js';
import { rows } from '../../../src/clerk/fixtures.js';
import type { Records } from '../../../src/clerk/records.js';
import { tk } from '../../../src/clerk/words.js';
import type { Scene } from '../scene.js';

const orders: Orders = {
  busy: false,
  notice: null,
  draft: null,
  give: async () => false,
  prepare: async () => false,
  clear: () => undefined,
  bases: async () => [],
};
const records = (rest: Partial<Records> = {}): Records => ({
  rows,
  busy: false,
  pending: new Set(),
  last: null,
  arrive: async () => true,
  leave: async () => true,
  excuse: async () => true,
  undo: async () => true,
  ...rest,
});
const clerk = (more: Partial<DeskProps> = {}, shown = chamber({ sittingState: 'PLANNED', item: null })): Scene => ({
  page: 'desk',
  draw: () => (
    <Desk
      chamber={shown}
      connection="ONLINE"
      silentMs={100}
      now={NOW - 5_700_000}
      orders={orders}
      records={records()}
      prepared={[
        { ...poll('READY'), agendaItemId: 'item-5' },
        { ...poll('DRAFT'), id: 'poll-2', agendaItemId: 'item-6', kind: 'RESOLUTION_ITEM' },
      ]}
      {...more}
    />
  ),
});
const refused = {
  tone: 'bad',
  words: () => (tk('c.demo') ? 'Mã điểm danh đã quá hạn. Chưa ghi nhận; mời đại biểu mở lại trang để lấy mã mới.' : ''),
} as const;

export const scenes: Record<string, Scene> = {
  'clerk-sitting': clerk({ task: 'sitting' }),
  'clerk-attendance': clerk({
    task: 'attendance',
    query: 'thuy',
    records: records({ last: { tone: 'ok', words: () => tk('said.in', { x: 'Bùi Thị Thúy' }) } }),
  }),
  'clerk-attendance-all': clerk({ task: 'attendance' }),
  'clerk-attendance-none': clerk({ task: 'attendance', query: 'xyz' }),
  'clerk-refused': clerk({ task: 'attendance', records: records({ last: refused }) }),
  'clerk-loading': clerk({ task: 'attendance', records: records({ rows: null }) }),
  'clerk-ended': clerk({ task: 'attendance' }, chamber({ sittingState: 'ENDED' })),
  'clerk-scan': clerk({
    task: 'attendance',
    scanning: true,
    records: records({ last: { tone: 'ok', words: () => tk('said.in', { x: 'Bùi Thị Thúy' }) } }),
  }),
  'clerk-scan-refused': clerk({ task: 'attendance', scanning: true, records: records({ last: refused }) }),
  'clerk-polls': clerk({ task: 'polls' }, chamber()),
  'clerk-prepare': clerk({ task: 'polls', preparing: 'item-6' }, chamber()),
  'clerk-lost': clerk({ task: 'attendance', connection: 'LOST', silentMs: 12_300 }),
};
