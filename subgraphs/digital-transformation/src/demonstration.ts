/**
 * Demonstration: an invented programme of the demonstration council with its
 * tasks. Bodies are real and named by key; the tasks are invented.
 *
 * Days are counted from the day of the first seeding, so that some are overdue
 * and some due soon. Seeding again adds nothing.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { insertOnce } from '@nghitruong/kit/database';
import { localDay } from '@nghitruong/kit/i18n';
import { EscalationStep } from '@nghitruong/kit/obligation';
import type { DataSource } from 'typeorm';
import { DxProgramme } from './programme/programme.entity.js';
import { DxTask } from './task/task.entity.js';
import { DxTaskState } from './task/task.states.js';

const COUNCIL = 'hdnd-hai-phong';
const PROGRAMME = seededId('dx programme');

interface Invented {
  readonly title: string;
  readonly target: string;
  readonly owner: string;
  /** Days from today. */
  readonly due: number;
  readonly weight: number;
  readonly state?: DxTaskState;
  readonly submitted?: number;
  readonly evidence?: string;
  readonly indicator?: string;
  readonly unit?: string;
}

const invented: readonly Invented[] = [
  {
    title: 'Gửi toàn bộ tài liệu kỳ họp trên hệ thống',
    target: '100 % tài liệu của kỳ họp được gửi trên hệ thống trước kỳ họp ít nhất 5 ngày.',
    owner: 'van-phong-hdnd-hai-phong',
    due: 6,
    weight: 20,
    state: DxTaskState.IN_PROGRESS,
    indicator: 'DOCUMENTS_ON_TIME',
  },
  {
    title: 'Biểu quyết điện tử tại kỳ họp',
    target: 'Mọi lần biểu quyết công khai được tiến hành trên hệ thống.',
    owner: 'van-phong-hdnd-hai-phong',
    due: 40,
    weight: 25,
    state: DxTaskState.IN_PROGRESS,
    indicator: 'ELECTRONIC_VOTE',
  },
  {
    title: 'Trang bị đường truyền dự phòng cho phòng họp',
    target: 'Hai đường truyền độc lập, chuyển tự động.',
    owner: 'so-khoa-hoc-va-cong-nghe',
    due: -14,
    weight: 15,
    state: DxTaskState.IN_PROGRESS,
  },
  {
    title: 'Kết nối dữ liệu kiến nghị cử tri với một cửa điện tử',
    target: 'Trạng thái trả lời được cập nhật tự động.',
    owner: 'so-khoa-hoc-va-cong-nghe',
    due: 75,
    weight: 15,
    indicator: 'PETITIONS_ON_TIME',
  },
  {
    title: 'Trả lời kiến nghị cử tri trên hệ thống',
    target: 'Mọi kiến nghị được giao có trả lời và tài liệu kèm theo trên hệ thống.',
    owner: 'so-xay-dung',
    due: 4,
    weight: 10,
    state: DxTaskState.IN_PROGRESS,
    indicator: 'PETITIONS_ON_TIME',
  },
  {
    title: 'Tập huấn sử dụng phiếu điện tử cho đại biểu',
    target: 'Tất cả đại biểu đã biểu quyết thử.',
    owner: 'so-noi-vu',
    due: -20,
    weight: 10,
    state: DxTaskState.VERIFIED,
    submitted: -25,
    evidence: 'Danh sách biểu quyết thử của 68/68 đại biểu (minh hoạ).',
  },
  {
    title: 'Bố trí kinh phí duy trì hệ thống',
    target: 'Có trong dự toán năm.',
    owner: 'so-tai-chinh',
    due: -3,
    weight: 5,
    state: DxTaskState.SUBMITTED,
    submitted: -4,
    evidence: 'Tờ trình dự toán (minh hoạ).',
  },
];

export async function seedDemonstration(source: DataSource, ctx: Context): Promise<void> {
  const today = localDay(ctx.clock.now());
  const day = (n: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
  await source.transaction(async (manager) => {
    await insertOnce(manager, DxProgramme, {
      id: PROGRAMME,
      councilId: COUNCIL,
      title: 'Chương trình chuyển đổi số của Hội đồng nhân dân thành phố (minh hoạ)',
      startsOn: day(-180),
      endsOn: day(185),
      illustrative: true,
    });
    for (const [i, t] of invented.entries()) {
      const state = t.state ?? DxTaskState.PLANNED;
      await insertOnce(manager, DxTask, {
        id: seededId(`dx task ${i}`),
        councilId: COUNCIL,
        programmeId: PROGRAMME,
        state,
        title: t.title,
        target: t.target,
        weight: t.weight,
        ownerId: t.owner,
        unitId: t.unit ?? 'thanh-pho-hai-phong',
        indicatorCode: t.indicator ?? null,
        dueOn: day(t.due),
        submittedOn: t.submitted === undefined ? null : day(t.submitted),
        doneOn: state === DxTaskState.VERIFIED ? day(t.submitted!) : null,
        evidence: t.evidence ?? null,
        escalation: EscalationStep.NONE,
        illustrative: true,
      });
    }
  });
}
