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
