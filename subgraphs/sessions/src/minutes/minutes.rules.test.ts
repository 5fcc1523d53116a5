import { hashOf, sentenceOf, type LogEntry } from './minutes.rules.js';

const at = new Date('2026-11-23T02:15:00Z');
const poll = {
  is: 'POLL',
  at,
  title: 'Dự toán ngân sách',
  secret: false,
  total: 68,
  present: 64,
  late: 1,
  voted: 61,
  for: 57,
  against: 1,
  abstain: 3,
  notRecorded: 4,
  needed: 35,
  outcome: 'ADOPTED',
  digest: '7f3a91c2',
} as const satisfies LogEntry;

describe('a sentence of the minutes', () => {
  it('lets a vote be reconstructed: presence, form, question, counts, outcome [SES-14 R-VOT-21]', () => {
    expect(sentenceOf(poll)).toBe(
      'Lúc 09:15, công bố kết quả biểu quyết công khai «Dự toán ngân sách»: tổng số 68 đại biểu HĐND, có mặt 64 (thêm 1 sau khi mở), tham gia biểu quyết 61; tán thành 57, không tán thành 1, không biểu quyết 3, có mặt chưa ghi nhận phiếu 4. Được thông qua (cần từ 35/68). Mã kết quả 7f3a91c2.',
    );
    expect(sentenceOf({ ...poll, outcome: 'REJECTED' })).toContain('Không được thông qua (cần từ 35/68)');
    expect(sentenceOf({ ...poll, outcome: null })).not.toContain('thông qua');
  });
  it('says of persons and options what was counted of each [R-VOT-21 R-VOT-13]', () => {
    const rows = {
      ...{ ...poll, title: 'Bầu Phó Chủ tịch HĐND', secret: true, late: 0, outcome: null },
      ballots: { issued: 64, collected: 63, valid: 62, invalid: 1 },
    } as const;
    const person = { post: null, invalid: 1, verdict: 'NOT_ELECTED' } as const;
    const marks = (agree: number, not: number) => [['AGREE', agree] as const, ['DISAGREE', not] as const];
    expect(
      sentenceOf({
        ...rows,
        lines: [
          { ...person, name: 'Trần Thị Bình', post: 'Ủy viên', marks: marks(60, 2), verdict: 'ELECTED' },
          { ...person, name: 'Lê Văn Cường', marks: marks(2, 59), invalid: 2 },
        ],
      }),
    ).toBe(
      'Lúc 09:15, công bố kết quả bỏ phiếu kín «Bầu Phó Chủ tịch HĐND»: tổng số 68 đại biểu HĐND, có mặt 64; phiếu phát ra 64, thu về 63, hợp lệ 62, không hợp lệ 1. 1. Trần Thị Bình, Ủy viên: đồng ý 60, không đồng ý 2, không hợp lệ 1 (trúng cử); 2. Lê Văn Cường: đồng ý 2, không đồng ý 59, không hợp lệ 2 (không trúng cử). Mã kết quả 7f3a91c2.',
    );
    const option = { post: null, invalid: null, verdict: null } as const;
    expect(
      sentenceOf({
        ...rows,
        abstain: 2,
        lines: [
          { ...option, name: 'Phương án A', marks: [['CHOSEN', 40]] },
          { ...option, name: 'Phương án B', marks: [['CHOSEN', 20]] },
        ],
      }),
    ).toContain('1. Phương án A: được chọn 40; 2. Phương án B: được chọn 20; không biểu quyết 2. Mã');
  });
  it.each<[LogEntry, string]>([
    [
      { is: 'OPENED', at, sitting: 'Phiên sáng', session: 'Kỳ họp thứ 2', present: 64, total: 68 },
      'Lúc 09:15, Chủ tọa khai mạc Phiên sáng, Kỳ họp thứ 2; có mặt 64/68 đại biểu HĐND.',
    ],
    [
      {
        is: 'SPEECH',
        at,
        name: 'Trần Đức Thuận',
        group: 'Tổ 3',
        guest: false,
        kind: 'CONTRIBUTION',
        seconds: 625,
        over: 25,
      },
      'Lúc 09:15, đại biểu Trần Đức Thuận (Tổ 3) phát biểu thảo luận trong 10 phút 25 giây, quá giờ 25 giây.',
    ],
    [
      {
        is: 'SPEECH',
        at,
        name: 'Phạm Văn Hoà',
        group: 'Giám đốc Sở Tài chính',
        guest: true,
        kind: 'ANSWER',
        seconds: 60,
        over: 0,
      },
      'Lúc 09:15, Giám đốc Sở Tài chính Phạm Văn Hoà trả lời chất vấn trong 1 phút.',
    ],
    [
      { is: 'PROMISED', at, asked: 'Phạm Văn Hoà', what: 'giải ngân hết vốn', dueOn: '2026-12-31' },
      'Lúc 09:15, Phạm Văn Hoà hứa: giải ngân hết vốn; thời hạn 31/12/2026.',
    ],
    [
      { is: 'EXCUSED', at, name: 'Vũ Hữu Nghĩa', reason: 'công tác' },
      'Đại biểu Vũ Hữu Nghĩa vắng mặt có lý do: công tác.',
    ],
  ])('of %j', (entry, expected) => expect(sentenceOf(entry)).toBe(expected));
});

test('the hash changes with a word, an order and a link, and with nothing else', () => {
  const one = { source: 'SITTING', sourceId: '1', text: 'a' };
  const two = { source: 'POLL', sourceId: '2', text: 'b' };
  expect(hashOf([one, two])).toBe(hashOf([{ ...one }, { ...two }]));
  const others = [
    [two, one],
    [one],
    [{ ...one, text: 'A' }, two],
    [{ ...one, sourceId: '9' }, two],
    [{ ...one, text: 'a\nb' }],
  ];
  expect(new Set([hashOf([one, two]), ...others.map(hashOf)]).size).toBe(6);
});
