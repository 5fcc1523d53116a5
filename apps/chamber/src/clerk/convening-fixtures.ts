/** Fixtures: a session that is nearly prepared, for the gallery. Everything in it is invented. */
import type { ConvenedSession, Step } from './convening.js';

const step = (name: Step['step'], rest: Partial<Step> & { days?: number }): Step => {
  const { days, ...more } = rest;
  return {
    step: name,
    dueOn: null,
    lastWorkingDay: null,
    light: 'NOT_YET',
    doneOn: null,
    evidence: null,
    lateReason: null,
    terms:
      days === undefined
        ? []
        : [
            {
              days,
              from: 'BEFORE_OPENING',
              reason: { instrument: '77/2015/QH13', article: '80', confidence: 'K-med', confirmed: false },
            },
          ],
    ...more,
  };
};

export const convened: ConvenedSession = {
  id: 'session-20',
  name: 'Kỳ họp thứ 20',
  kind: 'REGULAR',
  opensOn: '2026-07-14',
  preparation: {
    late: 2,
    holdsRating: true,
    steps: [
      step('CONVENING', {
        days: 20,
        dueOn: '2026-06-24',
        lastWorkingDay: '2026-06-24',
        light: 'ON_TIME',
        doneOn: '2026-06-22',
        evidence: 'QĐ 12/QĐ-HĐND',
      }),
      step('RATING_MATERIAL', {
        days: 20,
        dueOn: '2026-06-24',
        lastWorkingDay: '2026-06-24',
        light: 'ON_TIME',
        doneOn: '2026-06-23',
        evidence: 'CV 31/HĐND-VP',
      }),
      step('ANNOUNCEMENT', {
        days: 10,
        dueOn: '2026-07-04',
        lastWorkingDay: '2026-07-03',
        light: 'DONE_LATE',
        doneOn: '2026-07-05',
        evidence: 'Báo Hải Phòng, cổng thông tin điện tử',
        lateReason: 'chờ số liệu thu ngân sách',
      }),
      step('DOCUMENTS', { days: 5, dueOn: '2026-07-09', lastWorkingDay: '2026-07-09', light: 'OVERDUE' }),
    ],
    afterwards: [step('SIGNING', {}), step('SENDING_UPWARD', {}), step('PUBLICATION', {})],
  },
  council: { id: 'hdnd-hai-phong' },
  rateablePersons: [
    { personId: 'p1', fullName: 'Nguyễn Thị Hạnh', posts: ['Chủ tịch HĐND'], exclusions: [] },
    {
      personId: 'p2',
      fullName: 'Trần Văn Khôi',
      posts: ['Phó Chủ tịch UBND', 'Ủy viên UBND'],
      exclusions: [
        {
          ...{ why: 'ELECTED_IN_YEAR' as const, on: '2026-03-20', post: 'Phó Chủ tịch UBND', document: null },
          reason: { instrument: '96/2023/QH15', article: '2', confidence: 'K-med', confirmed: false },
        },
      ],
    },
  ],
  documents: [
    {
      id: 'document-1',
      title: 'Tờ trình của Ủy ban nhân dân thành phố về phân bổ dự toán ngân sách',
      classification: 'INTERNAL',
      agendaItemId: 'item-5',
      versions: [{ number: 2, fileName: 'to-trinh-ngan-sach.pdf', bytes: 2_400_000, sha256: 'a'.repeat(64) }],
      sending: {
        version: 1,
        sentAt: '2026-07-08T02:00:00.000Z',
        dueOn: '2026-07-09',
        late: false,
        lateReason: null,
        delegates: 68,
        opened: 66,
      },
      deliveries: [
        { seatId: 'a', fullName: 'Bùi Thị Thúy', openedAt: null },
        { seatId: 'b', fullName: 'Phạm Văn Bình', openedAt: null },
      ],
    },
    {
      id: 'document-2',
      title: 'Báo cáo thẩm tra',
      classification: 'PUBLIC',
      agendaItemId: null,
      versions: [{ number: 1, fileName: 'bao-cao.docx', bytes: 90_000, sha256: 'b'.repeat(64) }],
      sending: {
        version: 1,
        sentAt: '2026-07-11T02:00:00.000Z',
        dueOn: '2026-07-09',
        late: true,
        lateReason: 'chờ ý kiến của các Ban',
        delegates: 68,
        opened: 68,
      },
      deliveries: [],
    },
    {
      id: 'document-3',
      title: 'Dự thảo Nghị quyết',
      classification: 'CLOSED_SITTING',
      agendaItemId: null,
      versions: [{ number: 1, fileName: 'du-thao.docx', bytes: 64_000, sha256: 'c'.repeat(64) }],
      sending: null,
      deliveries: [],
    },
  ],
};
