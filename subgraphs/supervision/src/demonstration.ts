/**
 * Demonstration: invented supervisions and recommendations of the demonstration
 * council. Bodies are real and named by key; what is said of them is invented.
 *
 * Days are counted from the day of the first seeding, so that some are overdue
 * and some due soon. Seeding again adds nothing.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { insertOnce } from '@nghitruong/kit/database';
import { localDay } from '@nghitruong/kit/i18n';
import { EscalationStep } from '@nghitruong/kit/obligation';
import type { DataSource } from 'typeorm';
import { Recommendation, RecommendationStep } from './recommendation/recommendation.entity.js';
import { RecommendationAct, RecommendationState } from './recommendation/recommendation.states.js';
import { Supervision, SupervisionForm, SupervisorKind } from './supervision/supervision.entity.js';
import { SupervisionState } from './supervision/supervision.states.js';

const COUNCIL = 'hdnd-hai-phong';
const supervisionId = (key: string): string => seededId(`supervision ${key}`);

const supervisions = [
  {
    key: 'land',
    title: 'Giám sát chuyên đề việc cấp giấy chứng nhận quyền sử dụng đất',
    scope: 'Kết quả tiếp nhận, giải quyết hồ sơ và các trường hợp tồn đọng (nội dung minh hoạ).',
    kind: SupervisorKind.COUNCIL,
    by: null,
    subjects: ['ubnd-hai-phong', 'so-nong-nghiep-va-moi-truong'],
    state: SupervisionState.CONCLUDED,
    from: -150,
    to: -95,
  },
  {
    key: 'schools',
    title: 'Giám sát cơ sở vật chất trường học tại các xã, phường mới sắp xếp',
    scope: 'Phòng học, nhà vệ sinh, phòng bộ môn (nội dung minh hoạ).',
    kind: SupervisorKind.COMMITTEE,
    by: 'ban-van-hoa-xa-hoi',
    subjects: ['so-giao-duc-va-dao-tao'],
    state: SupervisionState.CONCLUDED,
    from: -90,
    to: -60,
  },
  {
    key: 'budget',
    title: 'Giám sát tiến độ giải ngân vốn đầu tư công',
    scope: 'Các dự án chậm giải ngân trong năm (nội dung minh hoạ).',
    kind: SupervisorKind.COMMITTEE,
    by: 'ban-kinh-te-ngan-sach',
    subjects: ['so-tai-chinh', 'so-xay-dung'],
    state: SupervisionState.REPORTED,
    from: -45,
    to: -20,
  },
  {
    key: 'land again',
    title: 'Tái giám sát việc giải quyết hồ sơ đất đai tồn đọng',
    scope: 'Việc thực hiện các kiến nghị quá hạn của cuộc giám sát trước (nội dung minh hoạ).',
    kind: SupervisorKind.STANDING_BODY,
    by: 'thuong-truc-hdnd-hai-phong',
    subjects: ['so-nong-nghiep-va-moi-truong'],
    state: SupervisionState.ESTABLISHED,
    from: 10,
    to: 40,
    again: 'land',
  },
] as const;

interface Invented {
  readonly of: string;
  readonly title: string;
  readonly content: string;
  readonly owner: string;
  /** Days from today. */
  readonly due: number;
  readonly state?: RecommendationState;
  readonly reported?: number;
  readonly report?: string;
  readonly escalation?: EscalationStep;
  readonly rejected?: number;
  readonly unit?: string;
}

const invented: readonly Invented[] = [
  {
    of: 'land',
    title: 'Giải quyết dứt điểm hồ sơ cấp giấy chứng nhận quá hạn',
    content: 'Lập danh sách, phân loại và giải quyết các hồ sơ quá hạn; báo cáo kết quả từng tháng.',
    owner: 'so-nong-nghiep-va-moi-truong',
    due: -35,
    escalation: EscalationStep.COMPETENT_BODY,
    rejected: 2,
  },
  {
    of: 'land',
    title: 'Công khai quy trình và thời hạn giải quyết tại bộ phận một cửa',
    content: 'Niêm yết tại tất cả xã, phường, đặc khu và trên cổng thông tin.',
    owner: 'ubnd-hai-phong',
    due: -60,
    state: RecommendationState.DONE,
    reported: -64,
    report: 'Đã niêm yết tại toàn bộ các xã, phường, đặc khu.',
  },
  {
    of: 'schools',
    title: 'Bổ sung phòng bộ môn cho các trường có trên 20 lớp',
    content: 'Rà soát, đưa vào kế hoạch đầu tư trung hạn.',
    owner: 'so-giao-duc-va-dao-tao',
    due: 5,
  },
  {
    of: 'schools',
    title: 'Bảo đảm kinh phí sửa chữa nhà vệ sinh trường học',
    content: 'Bố trí trong dự toán năm.',
    owner: 'so-tai-chinh',
    due: -8,
    escalation: EscalationStep.URGE,
  },
  {
    of: 'schools',
    title: 'Sắp xếp giáo viên giữa các trường sau sắp xếp đơn vị',
    content: 'Khắc phục thừa thiếu cục bộ trước năm học mới.',
    owner: 'so-noi-vu',
    due: 45,
  },
  {
    of: 'budget',
    title: 'Điều chuyển vốn của dự án không có khả năng giải ngân',
    content: 'Trình phương án điều chuyển đúng thẩm quyền.',
    owner: 'so-tai-chinh',
    due: 3,
    state: RecommendationState.REPORTED,
    reported: -1,
    report: 'Đã trình phương án điều chuyển.',
  },
  {
    of: 'budget',
    title: 'Rút ngắn thời gian thẩm định thiết kế',
    content: 'Ban hành thời hạn từng bước và công khai tình trạng hồ sơ.',
    owner: 'so-xay-dung',
    due: 28,
  },
];

export async function seedDemonstration(source: DataSource, ctx: Context): Promise<void> {
  const today = localDay(ctx.clock.now());
  const day = (n: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
  await source.transaction(async (manager) => {
    for (const s of supervisions) {
      await insertOnce(manager, Supervision, {
        id: supervisionId(s.key),
        councilId: COUNCIL,
        supervisorKind: s.kind,
        supervisorId: s.by,
        form: SupervisionForm.THEMATIC,
        state: s.state,
        title: s.title,
        scope: s.scope,
        startsOn: day(s.from),
        endsOn: day(s.to),
        subjectIds: [...s.subjects],
        unitId: 'thanh-pho-hai-phong',
        reSupervisionOfId: 'again' in s ? supervisionId(s.again) : null,
        illustrative: true,
      });
    }
    for (const [i, r] of invented.entries()) {
      const state = r.state ?? RecommendationState.PUBLISHED;
      const id = seededId(`recommendation ${i}`);
      const fresh = await insertOnce(manager, Recommendation, {
        id,
        councilId: COUNCIL,
        supervisionId: supervisionId(r.of),
        state,
        title: r.title,
        content: r.content,
        ownerId: r.owner,
        dueOn: day(r.due),
        reportedOn: r.reported === undefined ? null : day(r.reported),
        reportText: r.report ?? null,
        doneOn: state === RecommendationState.DONE ? day(r.reported!) : null,
        rejectedReports: r.rejected ?? 0,
        escalation: r.escalation ?? EscalationStep.NONE,
        unitId: r.unit ?? 'thanh-pho-hai-phong',
        illustrative: true,
      });
      if (!fresh) continue;
      await manager.insert(RecommendationStep, {
        id: seededId(`recommendation ${i} published`),
        recommendationId: id,
        act: RecommendationAct.PUBLISH,
        toState: state,
        escalation: r.escalation ?? EscalationStep.NONE,
        reason: 'Dữ liệu minh hoạ',
        at: ctx.clock.now(),
        accountId: null,
      });
    }
  });
}
