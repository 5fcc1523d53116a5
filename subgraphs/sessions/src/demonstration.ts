/**
 * The demonstration of sessions: past sessions of the city council by their
 * real numbers and days, and one illustrative sitting of today.
 *
 * Promises   running it again changes nothing but the day of a demonstration
 *            sitting that was never opened; ids are the same everywhere, so
 *            other parts can link to them.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { dayText, localDay, TIME_ZONE } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { seedOldResolutions } from './resolution-target/demonstration.service.js';
import { seedResolutions } from './resolution/demonstration.service.js';
import { councilNameOf } from './sitting/seat.service.js';

/** A meeting of the People's Committee, for its own desk and members. */
const CABINET_MEETING = {
  bodyId: 'ubnd-hai-phong',
  sessionId: seededId('session:ubnd-hai-phong:demonstration'),
  sittingId: seededId('sitting:ubnd-hai-phong:demonstration'),
} as const;

export const DEMONSTRATION = {
  councilId: 'hdnd-hai-phong',
  sessionId: seededId('session:hdnd-hai-phong:demonstration'),
  sittingId: seededId('sitting:hdnd-hai-phong:demonstration'),
} as const;

const COUNCIL_NAME = 'Hội đồng nhân dân thành phố Hải Phòng';

/** Real sessions of the term 2021–2026: number, days, kind, what was reported of them. */
const PAST: readonly (readonly [number, string, string, 'REGULAR' | 'THEMATIC', string])[] = [
  [6, '2022-07-18', '2022-07-18', 'REGULAR', '«Kỳ họp số» đầu tiên.'],
  [13, '2023-12-06', '2023-12-08', 'REGULAR', 'Lấy phiếu tín nhiệm 29 người giữ chức vụ do HĐND bầu.'],
  [16, '2024-05-28', '2024-05-28', 'THEMATIC', 'Các đề án sắp xếp đơn vị hành chính Thuỷ Nguyên, An Dương, Hồng Bàng.'],
  [
    18,
    '2024-07-17',
    '2024-07-19',
    'REGULAR',
    '30 nghị quyết; thành lập đoàn giám sát chuyên đề về cấp giấy chứng nhận quyền sử dụng đất.',
  ],
  [21, '2024-12-04', '2024-12-06', 'REGULAR', '30 nghị quyết; chất vấn ngày 05/12.'],
  [22, '2024-12-30', '2024-12-30', 'THEMATIC', '8 nghị quyết; danh mục 165 dự án thu hồi đất.'],
  [29, '2025-07-24', '2025-07-24', 'REGULAR', 'Kỳ họp đầu tiên sau khi hợp nhất.'],
  [
    30,
    '2025-10-26',
    '2025-10-26',
    'THEMATIC',
    '21 nghị quyết; bầu bổ sung một Phó Chủ tịch HĐND và hai Phó Chủ tịch UBND.',
  ],
];

interface DraftItem {
  readonly kind: 'PROCEDURE' | 'REPORT' | 'RESOLUTION' | 'QUESTIONING';
  readonly title: string;
  readonly short: string;
  readonly phase?: 'DISCUSSION' | 'WHOLE';
  readonly version?: number;
}

/** The year of the sitting stands where a draft names its budget year. */
const itemsOf = (year: number): readonly DraftItem[] => [
  { kind: 'PROCEDURE', title: 'Khai mạc, điểm danh đại biểu', short: 'Khai mạc, điểm danh' },
  {
    kind: 'PROCEDURE',
    title: 'Thông qua chương trình kỳ họp',
    short: 'Chương trình kỳ họp',
    phase: 'WHOLE',
    version: 1,
  },
  {
    kind: 'REPORT',
    title: `Báo cáo của Ủy ban nhân dân thành phố về tình hình kinh tế – xã hội năm ${year}`,
    short: 'Báo cáo kinh tế – xã hội',
  },
  {
    kind: 'QUESTIONING',
    title: 'Chất vấn và trả lời chất vấn của Giám đốc Sở Tài chính',
    short: 'Chất vấn Giám đốc Sở Tài chính',
  },
  {
    kind: 'RESOLUTION',
    title: `Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm ${year + 1}`,
    short: `Phân bổ dự toán ngân sách ${year + 1}`,
    phase: 'WHOLE',
    version: 3,
  },
  {
    kind: 'RESOLUTION',
    title: `Dự thảo Nghị quyết về kế hoạch đầu tư công trung hạn ${year}–${year + 4}`,
    short: 'Kế hoạch đầu tư công trung hạn',
    phase: 'WHOLE',
    version: 2,
  },
  {
    kind: 'RESOLUTION',
    title: 'Dự thảo Nghị quyết về danh mục dự án thu hồi đất và chuyển mục đích sử dụng đất',
    short: 'Danh mục dự án thu hồi đất',
    phase: 'DISCUSSION',
    version: 2,
  },
  {
    kind: 'RESOLUTION',
    title: 'Dự thảo Nghị quyết về hỗ trợ chuyển đổi số trong hoạt động của Hội đồng nhân dân các cấp',
    short: 'Hỗ trợ chuyển đổi số',
    version: 1,
  },
];

/** Promises of invented answers: body, what, days from today until due, days since done. */
const COMMITMENTS: readonly (readonly [string, string, number, number?])[] = [
  ['so-tai-chinh', 'Báo cáo HĐND thành phố tiến độ giải ngân vốn đầu tư công từng quý', -12],
  ['so-tai-chinh', 'Công khai dự toán và quyết toán của các đơn vị dự toán cấp I trên cổng thông tin', 5],
  ['so-xay-dung', 'Hoàn thành rà soát các dự án nhà ở xã hội chậm tiến độ', 30],
  [
    'so-nong-nghiep-va-moi-truong',
    'Cấp xong giấy chứng nhận quyền sử dụng đất còn tồn đọng tại các xã mới sắp xếp',
    60,
  ],
  ['so-giao-duc-va-dao-tao', 'Bố trí đủ giáo viên cho các trường tiểu học sau sắp xếp', -3, 10],
  ['so-khoa-hoc-va-cong-nghe', 'Kết nối hệ thống tiếp nhận kiến nghị cử tri với các xã, phường, đặc khu', 14],
];

/** Seeds the demonstration. Idempotent. */
export async function seedDemonstration(dataSource: DataSource, ctx: Context): Promise<void> {
  await transaction(dataSource, async (manager) => {
    const councilName = (await councilNameOf(manager, DEMONSTRATION.councilId)) ?? COUNCIL_NAME;
    await seedPast(manager);
    await seedToday(manager, ctx, councilName);
    await seedCabinetMeeting(manager, ctx);
    await seedCommitments(manager, ctx);
    await seedResolutions(manager, ctx, DEMONSTRATION);
  });
}

/** Seeds what became of last year's resolutions, which no sitting of today needs. Idempotent. */
export async function seedImplementation(dataSource: DataSource, ctx: Context): Promise<void> {
  await transaction(dataSource, (manager) => seedOldResolutions(manager, ctx, DEMONSTRATION.councilId));
}

async function seedPast(manager: EntityManager): Promise<void> {
  for (const [ordinal, opensOn, closesOn, kind, summary] of PAST) {
    const name = kind === 'THEMATIC' ? `Kỳ họp thứ ${ordinal} (chuyên đề)` : `Kỳ họp thứ ${ordinal}`;
    await manager.query(
      `INSERT INTO session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, summary, illustrative) VALUES ($1, $2, 'XVI', $3, $4, $5, $6, $7, $8, false) ON CONFLICT DO NOTHING`,
      [
        seededId(`session:${DEMONSTRATION.councilId}:XVI:${ordinal}`),
        DEMONSTRATION.councilId,
        ordinal,
        kind,
        name,
        opensOn,
        closesOn,
        summary,
      ],
    );
  }
}

async function seedToday(manager: EntityManager, ctx: Context, councilName: string): Promise<void> {
  const { councilId, sessionId, sittingId } = DEMONSTRATION;
  const now = ctx.clock.now();
  const day = localDay(now);
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', hourCycle: 'h23' }).format(now),
  );
  const morning = hour < 12;
  // Vietnam has one offset all year.
  const startsAt = new Date(`${day}T${morning ? '08:00' : '14:00'}:00+07:00`);
  const sittingName = `Phiên ${morning ? 'sáng' : 'chiều'} ${dayText(day)}`;
  const sessionName = 'Kỳ họp thứ 2';
  await manager.query(
    `INSERT INTO session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, summary, illustrative)
     VALUES ($1, $2, 'XVII', 2, 'REGULAR', $3, $4, $4, 'Kỳ họp minh họa.', true)
     ON CONFLICT (id) DO UPDATE SET opens_on = EXCLUDED.opens_on, closes_on = EXCLUDED.closes_on
     WHERE NOT EXISTS (SELECT 1 FROM sitting WHERE session_id = EXCLUDED.id AND state <> 'PLANNED')`,
    [sessionId, councilId, sessionName, day],
  );
  await manager.query(
    `INSERT INTO sitting (id, session_id, council_id, council_name, session_name, kind, name, starts_at, illustrative)
     VALUES ($1, $2, $3, $4, $5, 'PLENARY', $6, $7, true)
     ON CONFLICT (id) DO UPDATE SET starts_at = EXCLUDED.starts_at, name = EXCLUDED.name, council_name = EXCLUDED.council_name
     WHERE sitting.state = 'PLANNED'`,
    [sittingId, sessionId, councilId, councilName, sessionName, sittingName, startsAt],
  );
  for (const [i, item] of itemsOf(Number(day.slice(0, 4))).entries()) {
    await manager.query(
      `INSERT INTO agenda_item (id, sitting_id, position, title, short_title, kind, phase, document_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [
        seededId(`agenda-item:${councilId}:demonstration:${i + 1}`),
        sittingId,
        i + 1,
        item.title,
        item.short,
        item.kind,
        item.phase ?? 'SUBMISSION',
        item.version ?? null,
      ],
    );
  }
}

const CABINET_ITEMS = [
  'Báo cáo tình hình kinh tế – xã hội tháng và nhiệm vụ trọng tâm',
  'Tờ trình dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố',
  'Quyết định về giá đất cụ thể của các dự án',
];

/** Only where the directory knows the body: its members are the directory's. */
async function seedCabinetMeeting(manager: EntityManager, ctx: Context): Promise<void> {
  const { bodyId, sessionId, sittingId } = CABINET_MEETING;
  const name = await councilNameOf(manager, bodyId);
  if (name === undefined) return;
  const day = localDay(ctx.clock.now());
  await manager.query(
    `INSERT INTO session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, summary, illustrative)
     VALUES ($1, $2, 'XVII', 1, 'REGULAR', 'Phiên họp thứ 1', $3, $3, NULL, true)
     ON CONFLICT (id) DO UPDATE SET opens_on = EXCLUDED.opens_on, closes_on = EXCLUDED.closes_on
     WHERE NOT EXISTS (SELECT 1 FROM sitting WHERE session_id = EXCLUDED.id AND state <> 'PLANNED')`,
    [sessionId, bodyId, day],
  );
  await manager.query(
    `INSERT INTO sitting (id, session_id, council_id, council_name, session_name, kind, name, visibility, starts_at, illustrative)
     VALUES ($1, $2, $3, $4, 'Phiên họp thứ 1', 'BOARD_MEETING', $5, 'CLOSED', $6, true)
     ON CONFLICT (id) DO UPDATE SET starts_at = EXCLUDED.starts_at, name = EXCLUDED.name, council_name = EXCLUDED.council_name
     WHERE sitting.state = 'PLANNED'`,
    [sittingId, sessionId, bodyId, name, `Phiên ${dayText(day)}`, new Date(`${day}T14:00:00+07:00`)],
  );
  await manager.query(
    `INSERT INTO agenda_item (id, sitting_id, position, title, kind, phase)
     SELECT i.id::uuid, $1, i.n, i.title, 'REPORT', 'SUBMISSION' FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS i (id, title, n)
     ON CONFLICT (id) DO NOTHING`,
    [sittingId, CABINET_ITEMS.map((_, i) => seededId(`agenda-item:${bodyId}:demonstration:${i + 1}`)), CABINET_ITEMS],
  );
}

async function seedCommitments(manager: EntityManager, ctx: Context): Promise<void> {
  const day = (fromToday: number): string => localDay(new Date(ctx.clock.now().getTime() + fromToday * 86_400_000));
  for (const [i, [bodyId, title, dueIn, doneAgo]] of COMMITMENTS.entries()) {
    await manager.query(
      `INSERT INTO commitment (id, sitting_id, council_id, body_id, title, made_on, due_on, done_on, illustrative) VALUES ($1, NULL, $2, $3, $4, $5, $6, $7, true) ON CONFLICT DO NOTHING`,
      [
        seededId(`commitment:${DEMONSTRATION.councilId}:${i + 1}`),
        DEMONSTRATION.councilId,
        bodyId,
        title,
        day(-120),
        day(dueIn),
        doneAgo === undefined ? null : day(-doneAgo),
      ],
    );
  }
}
