/**
 * The demonstration of what becomes of a resolution: two illustrative ones of
 * last year, taken over as old resolutions are, so that nothing claims a vote
 * that never was. One is in force with targets on every light; the other ends
 * soon and nothing has replaced it.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { localDay } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { citationOf, numberText, type ResolutionKindName } from '../resolution/resolution-number.rules.js';
import { carryIds } from '../resolution/resolution-text.rules.js';
import { addVersion, appendResolutionEvent } from '../resolution/resolution.service.js';

const EVERY_DAYS = 180;

interface Old {
  readonly key: string;
  readonly kind: ResolutionKindName;
  readonly number: number;
  readonly title: string;
  readonly text: readonly string[];
  /** Days from today of its last day, where it has one. */
  readonly endsIn: number | null;
}

const OLD: readonly Old[] = [
  {
    key: 'targets',
    kind: 'NORMATIVE',
    number: 31,
    title: 'Nghị quyết về nhiệm vụ phát triển kinh tế – xã hội thành phố (minh họa)',
    text: [
      'Nghị quyết về nhiệm vụ phát triển kinh tế – xã hội thành phố (minh họa)',
      'Điều 1. Thông qua các chỉ tiêu: giải ngân vốn đầu tư công ít nhất 95 %; hồ sơ quá hạn nhiều nhất 2 %; 12 công trình trường học hoàn thành.',
      'Điều 2. Các sở chịu trách nhiệm báo cáo số liệu theo định kỳ 180 ngày.',
      'Điều khoản thi hành. Thường trực Hội đồng nhân dân, các Ban và đại biểu giám sát việc thực hiện.',
    ],
    endsIn: null,
  },
  {
    key: 'ending',
    kind: 'INDIVIDUAL',
    number: 17,
    title: 'Nghị quyết về mức hỗ trợ tạm thời cho đội ngũ chuyển đổi số cấp xã (minh họa)',
    text: [
      'Nghị quyết về mức hỗ trợ tạm thời cho đội ngũ chuyển đổi số cấp xã (minh họa)',
      'Điều 1. Quy định mức hỗ trợ tạm thời.',
    ],
    endsIn: 45,
  },
];

interface Aim {
  readonly body: string;
  readonly title: string;
  readonly indicator: string;
  readonly measure: string;
  readonly direction: 'AT_LEAST' | 'AT_MOST';
  readonly value: number;
  readonly dueIn: number;
  /** Figures: how many days ago, what. */
  readonly figures: readonly (readonly [number, number])[];
}

const AIMS: readonly Aim[] = [
  {
    ...{ body: 'so-tai-chinh', title: 'Giải ngân vốn đầu tư công', indicator: 'Tỷ lệ giải ngân', measure: '%' },
    ...{ direction: 'AT_LEAST', value: 95, dueIn: 150 },
    figures: [
      [210, 38.5],
      [40, 71.2],
    ],
  },
  {
    ...{ body: 'so-noi-vu', title: 'Giảm hồ sơ quá hạn', indicator: 'Tỷ lệ hồ sơ quá hạn', measure: '%' },
    ...{ direction: 'AT_MOST', value: 2, dueIn: 20 },
    figures: [[30, 2.6]],
  },
  {
    ...{ body: 'so-giao-duc-va-dao-tao', title: 'Hoàn thành công trình trường học' },
    ...{ indicator: 'Công trình hoàn thành', measure: 'công trình', direction: 'AT_LEAST', value: 12, dueIn: 200 },
    figures: [[260, 4]],
  },
];

/** Seeds them. Idempotent. */
export async function seedOldResolutions(manager: EntityManager, ctx: Context, councilId: string): Promise<void> {
  const day = (fromToday: number): string => localDay(new Date(ctx.clock.now().getTime() + fromToday * 86_400_000));
  const year = Number(day(0).slice(0, 4)) - 1;
  const [adopted, effective] = [`${year}-12-10`, `${year}-12-20`];
  for (const old of OLD) {
    const id = seededId(`resolution:${councilId}:demonstration:${old.key}`);
    const rows = (await manager.query(
      `INSERT INTO resolution (id, council_id, kind, title, state, origin, drafted_on, adopted_on, adopted_version, signed_on, effective_from, expires_on, number, number_year, number_text, citation, illustrative)
       VALUES ($1, $2, $3, $4, 'PUBLISHED', 'IMPORTED', $5, $5, 1, $5, $6, $7, $8, $9, $10, $11, true) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        ...[id, councilId, old.kind, old.title, adopted, effective],
        ...[old.endsIn === null ? null : day(old.endsIn), old.number, year],
        ...[numberText(old.kind, old.number, year), citationOf(councilId, old.kind, old.number, year)],
      ],
    )) as unknown[];
    if (rows.length === 0) continue;
    await manager.query(
      `INSERT INTO resolution_number (council_id, kind, year, number, resolution_id, origin) VALUES ($1, $2, $3, $4, $5, 'IMPORTED')`,
      [councilId, old.kind, year, old.number, id],
    );
    const text = carryIds([], [...old.text], 1);
    await addVersion(manager, ctx, id, 1, text.paragraphs, null);
    await manager.query('UPDATE resolution SET next_paragraph = $2 WHERE id = $1', [id, text.next]);
    for (const [kind, after] of [
      ['SIGN', adopted],
      ['SEND_UPPER', `${year}-12-12`],
      ['SEND_EXECUTING', `${year}-12-12`],
      ['GAZETTE', `${year}-12-15`],
    ] as const)
      await manager.query(
        'INSERT INTO resolution_step (resolution_id, kind, done_on, note, recorded_at) VALUES ($1, $2, $3, $4, $5)',
        [id, kind, after, 'Dữ liệu minh họa.', ctx.clock.now()],
      );
    await appendResolutionEvent(manager, ctx, id, 'import', { illustrative: true });
    if (old.key === 'targets') await seedTargets(manager, ctx, councilId, id, adopted, day);
  }
}

async function seedTargets(
  manager: EntityManager,
  ctx: Context,
  councilId: string,
  resolutionId: string,
  setOn: string,
  day: (fromToday: number) => string,
): Promise<void> {
  for (const [n, aim] of AIMS.entries()) {
    const id = seededId(`target:${resolutionId}:${n + 1}`);
    await manager.query(
      `INSERT INTO resolution_target (id, resolution_id, council_id, body_id, title, indicator, measure, direction, target_value, set_on, due_on, report_every_days, illustrative)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true)`,
      [
        ...[id, resolutionId, councilId, aim.body, aim.title, aim.indicator, aim.measure, aim.direction],
        ...[aim.value, setOn, day(aim.dueIn), EVERY_DAYS],
      ],
    );
    for (const [ago, value] of aim.figures)
      await manager.query(
        'INSERT INTO resolution_target_report (id, target_id, as_of, value, words, reported_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [seededId(`${id}:${ago}`), id, day(-ago), value, 'Dữ liệu minh họa.', ctx.clock.now()],
      );
  }
}
