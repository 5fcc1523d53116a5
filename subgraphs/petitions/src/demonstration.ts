/**
 * Demonstration: invented meetings, petitions and petitioners of the
 * demonstration council. Bodies and units are real and named by key.
 *
 * Days are counted from the day of the first seeding, so that some petitions
 * are overdue and some are due soon. Seeding again adds nothing.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { insertOnce } from '@nghitruong/kit/database';
import { localDay } from '@nghitruong/kit/i18n';
import { EscalationStep } from '@nghitruong/kit/obligation';
import type { DataSource, EntityManager } from 'typeorm';
import { Petition, PetitionStep } from './petition/petition.entity.js';
import { daysAfter, dueRuleOf, PetitionNature, PetitionOutcome } from './petition/petition.rules.js';
import { PetitionAct, PetitionState } from './petition/petition.states.js';
import { VoterMeeting } from './voter-meeting/voter-meeting.entity.js';

const COUNCIL = 'hdnd-hai-phong';

interface Invented {
  readonly title: string;
  readonly content: string;
  readonly state: PetitionState;
  /** Days before today on which the body was given it; the due date follows by the rule. */
  readonly assignedDaysAgo?: number;
  readonly body?: string;
  readonly joint?: readonly string[];
  readonly unit: string;
  readonly meeting?: number;
  readonly nature?: PetitionNature;
  readonly outcome?: PetitionOutcome;
  readonly answer?: string;
  readonly answeredDaysAgo?: number;
  readonly escalation?: EscalationStep;
  readonly author: string;
}

const meetings = [
  {
    title: 'Tiếp xúc cử tri trước kỳ họp tại phường Hải An',
    place: 'Hội trường phường Hải An',
    unit: 'phuong-hai-an',
    daysAgo: 75,
    attendance: 142,
  },
  {
    title: 'Tiếp xúc cử tri trước kỳ họp tại xã Tiên Lãng',
    place: 'Nhà văn hoá xã Tiên Lãng',
    unit: 'xa-tien-lang',
    daysAgo: 72,
    attendance: 118,
  },
  {
    title: 'Tiếp xúc cử tri sau kỳ họp tại đặc khu Cát Hải',
    place: 'Trung tâm hội nghị đặc khu Cát Hải',
    unit: 'dac-khu-cat-hai',
    daysAgo: 34,
    attendance: 96,
  },
] as const;

const { RECEIVED, ACCEPTED, ASSIGNED, IN_PROGRESS, ANSWERED, CLOSED } = PetitionState;

const invented: readonly Invented[] = [
  {
    title: 'Sửa chữa mặt đường bị lún cạnh cổng trường tiểu học',
    content: 'Mặt đường trước cổng trường lún sâu, nước đọng sau mỗi trận mưa, học sinh đi lại nguy hiểm.',
    state: ASSIGNED,
    assignedDaysAgo: 58,
    body: 'so-xay-dung',
    unit: 'phuong-hai-an',
    meeting: 0,
    escalation: EscalationStep.URGE,
    author: 'Nguyễn Văn Minh Hoạ A',
  },
  {
    title: 'Bổ sung đèn tín hiệu tại ngã tư gần khu công nghiệp',
    content: 'Giờ tan ca xe tải và xe máy cùng đổ ra ngã tư, đã xảy ra va chạm nhiều lần.',
    state: ASSIGNED,
    assignedDaysAgo: 36,
    body: 'so-xay-dung',
    unit: 'phuong-ngo-quyen',
    author: 'Trần Thị Minh Hoạ B',
  },
  {
    title: 'Xử lý mùi từ kênh thoát nước khu dân cư',
    content: 'Kênh thoát nước chậm lưu thông, mùi nặng vào mùa hè, đề nghị nạo vét định kỳ.',
    state: ASSIGNED,
    assignedDaysAgo: 47,
    body: 'so-nong-nghiep-va-moi-truong',
    joint: ['so-xay-dung'],
    unit: 'phuong-le-chan',
    meeting: 0,
    author: 'Lê Văn Minh Hoạ C',
  },
  {
    title: 'Hỗ trợ giống lúa sau đợt úng',
    content: 'Sau đợt mưa kéo dài, nhiều hộ mất trắng vụ mùa, đề nghị hỗ trợ giống cho vụ sau.',
    state: ANSWERED,
    assignedDaysAgo: 50,
    body: 'so-nong-nghiep-va-moi-truong',
    unit: 'xa-tien-lang',
    meeting: 1,
    outcome: PetitionOutcome.RESOLVED,
    answer: 'Đã cấp giống hỗ trợ cho các hộ theo danh sách của xã; việc cấp phát hoàn thành.',
    answeredDaysAgo: 15,
    author: 'Phạm Thị Minh Hoạ D',
  },
  {
    title: 'Kéo dài giờ làm việc của bộ phận một cửa vào thứ Bảy',
    content: 'Người lao động không nghỉ được ngày thường, đề nghị mở cửa sáng thứ Bảy.',
    state: CLOSED,
    assignedDaysAgo: 66,
    body: 'so-noi-vu',
    unit: 'phuong-thuy-nguyen',
    outcome: PetitionOutcome.EXPLAINED,
    answer:
      'Đã bố trí tiếp nhận trực tuyến ngoài giờ; việc làm sáng thứ Bảy do từng phường quyết định theo số lượng hồ sơ.',
    answeredDaysAgo: 30,
    author: 'Vũ Văn Minh Hoạ Đ',
  },
  {
    title: 'Thiếu phòng học bộ môn tại trường trung học cơ sở',
    content: 'Trường có 24 lớp nhưng chỉ có hai phòng bộ môn, đề nghị bổ sung trong kế hoạch năm tới.',
    state: IN_PROGRESS,
    assignedDaysAgo: 64,
    body: 'so-giao-duc-va-dao-tao',
    joint: ['so-tai-chinh'],
    unit: 'xa-tien-lang',
    meeting: 1,
    outcome: PetitionOutcome.IN_PROGRESS_WITH_ROADMAP,
    answer: 'Đã đưa vào danh mục đầu tư; hoàn thành xây dựng trong thời hạn của lộ trình.',
    author: 'Hoàng Thị Minh Hoạ E',
  },
  {
    title: 'Công khai kế hoạch thu hồi đất của dự án đường ven biển',
    content: 'Người dân đề nghị niêm yết bản đồ và tiến độ thu hồi đất tại nhà văn hoá thôn.',
    state: ASSIGNED,
    assignedDaysAgo: 90,
    body: 'ubnd-hai-phong',
    joint: ['so-xay-dung', 'so-nong-nghiep-va-moi-truong'],
    unit: 'phuong-do-son',
    escalation: EscalationStep.URGE_AGAIN,
    author: 'Đặng Văn Minh Hoạ G',
  },
  {
    title: 'Giá vé phà cho học sinh trên đảo',
    content: 'Học sinh trung học phổ thông qua phà hằng ngày, đề nghị giảm giá vé tháng.',
    state: ASSIGNED,
    assignedDaysAgo: 12,
    body: 'so-tai-chinh',
    unit: 'dac-khu-cat-hai',
    meeting: 2,
    author: 'Bùi Thị Minh Hoạ H',
  },
  {
    title: 'Vùng phủ sóng di động yếu tại thôn ngoài đê',
    content: 'Nhiều điểm không gọi được, ảnh hưởng việc báo tin khi có bão.',
    state: ASSIGNED,
    assignedDaysAgo: 35,
    body: 'so-khoa-hoc-va-cong-nghe',
    unit: 'xa-kien-thuy',
    author: 'Đỗ Văn Minh Hoạ I',
  },
  {
    title: 'Ý kiến về giờ phát thanh của loa phường',
    content: 'Đề nghị phát thanh muộn hơn vào cuối tuần.',
    state: ACCEPTED,
    nature: PetitionNature.OPINION,
    unit: 'phuong-hai-an',
    meeting: 0,
    author: 'Ngô Thị Minh Hoạ K',
  },
  {
    title: 'Bảo vệ bãi tắm khỏi rác trôi dạt',
    content: 'Sau mỗi đợt gió mùa rác dạt vào bãi, đề nghị có lực lượng thu gom thường xuyên.',
    state: ACCEPTED,
    unit: 'dac-khu-cat-hai',
    meeting: 2,
    author: 'Dương Văn Minh Hoạ L',
  },
  {
    title: 'Đề nghị làm rõ mức đóng góp xây nhà văn hoá',
    content: 'Chưa rõ căn cứ của mức đóng góp, đề nghị trả lời bằng văn bản.',
    state: RECEIVED,
    nature: PetitionNature.QUESTION,
    unit: 'xa-an-lao',
    author: 'Lý Thị Minh Hoạ M',
  },
  {
    title: 'Đơn tố cáo (minh hoạ)',
    content: 'Nội dung minh hoạ: đơn được chuyển đến cơ quan có thẩm quyền theo luật, người tố cáo được giữ kín.',
    state: ASSIGNED,
    nature: PetitionNature.DENUNCIATION,
    assignedDaysAgo: 5,
    body: 'ubnd-hai-phong',
    unit: 'phuong-ngo-quyen',
    author: 'Người tố cáo minh hoạ',
  },
];

export async function seedDemonstration(source: DataSource, ctx: Context): Promise<void> {
  const today = localDay(ctx.clock.now());
  await source.transaction(async (manager) => {
    for (const [i, m] of meetings.entries()) {
      await insertOnce(manager, VoterMeeting, {
        id: meetingId(i),
        councilId: COUNCIL,
        title: m.title,
        heldOn: daysAfter(today, -m.daysAgo),
        place: m.place,
        attendance: m.attendance,
        illustrative: true,
        unitId: m.unit,
      });
    }
    for (const [i, p] of invented.entries()) await seedPetition(manager, ctx, today, i, p);
  });
}

const meetingId = (i: number): string => seededId(`petitions meeting ${i}`);

async function seedPetition(
  manager: EntityManager,
  ctx: Context,
  today: string,
  i: number,
  p: Invented,
): Promise<void> {
  const id = seededId(`petition ${i}`);
  const nature = p.nature ?? PetitionNature.PETITION;
  const joint = p.joint ?? [];
  const rule = p.assignedDaysAgo === undefined ? undefined : dueRuleOf(nature, joint.length > 0);
  // A roadmap ends in the future: the due date is its own.
  const planned = p.state === IN_PROGRESS;
  const dueOn = planned ? daysAfter(today, 60) : rule ? daysAfter(today, rule.days - p.assignedDaysAgo!) : null;
  const fresh = await insertOnce(manager, Petition, {
    id,
    councilId: COUNCIL,
    nature,
    state: p.state,
    title: p.title,
    content: p.content,
    receivedOn: daysAfter(today, -(p.assignedDaysAgo ?? 2) - 3),
    dueOn,
    dueRule: planned ? null : (rule?.key ?? null),
    doneOn: p.answeredDaysAgo === undefined ? null : daysAfter(today, -p.answeredDaysAgo),
    outcome: p.outcome ?? null,
    answerText: p.answer ?? null,
    escalation: p.escalation ?? EscalationStep.NONE,
    assigneeId: p.body ?? null,
    jointBodyIds: [...joint],
    unitId: p.unit,
    meetingId: p.meeting === undefined ? null : meetingId(p.meeting),
    illustrative: true,
  });
  if (!fresh) return;
  await manager.insert(PetitionStep, {
    id: seededId(`petition ${i} received`),
    petitionId: id,
    act: PetitionAct.RECEIVE,
    fromState: RECEIVED,
    toState: p.state,
    nature,
    reason: 'Dữ liệu minh hoạ',
    at: ctx.clock.now(),
    accountId: null,
  });
  await manager.query(
    `INSERT INTO petition_author (petition_id, full_name, consents_to_contact) VALUES ($1, $2, false)`,
    [id, p.author],
  );
}
