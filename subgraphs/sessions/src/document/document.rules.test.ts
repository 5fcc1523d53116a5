import { isLate, isOfType, partsOf, PART_BYTES, saysStateSecret } from './document.rules.js';

it.each([
  ['Tờ trình (TỐI MẬT)', true],
  ['tuyệt  mật - kế hoạch.pdf', true],
  ['MẬT_bao-cao.pdf', true],
  ['Ke-hoach-Tối-mật.docx', true],
  ['Độ mật: A', true],
  ['Báo cáo mật độ dân số', false],
  ['Nuôi ong lấy mật', false],
  ['BÍ MẬTHỌC', false],
  ['Dự thảo Nghị quyết', false],
])('%s: state secret %s [SES-4 R-PDP-04]', (text, secret) => expect(saysStateSecret(text)).toBe(secret));

it('looks at what the file is, not at its name [SES-4]', () => {
  expect(isOfType('application/pdf', Buffer.from('%PDF-1.7'))).toBe(true);
  expect(isOfType('application/pdf', Buffer.from('MZ'))).toBe(false);
  expect(isOfType('text/html', Buffer.from('<html>'))).toBe(false);
});

it.each([
  [1, 1],
  [PART_BYTES, 1],
  [PART_BYTES + 1, 2],
])('%i bytes are %i parts', (bytes, parts) => expect(partsOf(bytes)).toBe(parts));

it.each([
  ['2024-11-29', '2024-11-29', false],
  ['2024-11-30', '2024-11-29', true],
  ['2024-11-30', null, false],
])('sent %s, due %s: late %s [SES-4 R-SES-08]', (sent, due, late) => expect(isLate(sent, due)).toBe(late));
