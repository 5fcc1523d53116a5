/** What a sheet of counted ballots says, at the clerk's desk and on the phone of a member of the committee. */
import { translator } from './i18n.js';

const vi = {
  title: 'Nhập kết quả kiểm phiếu',
  lead: 'Đọc từng số trên biên bản rồi nhập. Hai người nhập riêng; khi khớp thì hệ thống tính kết quả.',
  byPaper: 'Phiếu giấy',
  byHands: 'Giơ tay',
  present: '{n} đại biểu HĐND có mặt',
  differs: 'Hai người nhập không khớp ở: {x}. Mỗi người kiểm lại rồi nhập lại.',
  waiting: 'Đã nhập. Chờ người thứ hai nhập riêng.',
  second: 'Một người đã nhập. Người thứ hai nhập riêng, không xem số của người thứ nhất.',
  number: 'Mỗi ô cần một số, không có thì nhập 0.',
  issued: 'Phát ra',
  notReturned: 'Không trả lại',
  invalid: 'Không hợp lệ',
  invalidRow: 'Không hợp lệ (cả phiếu không hợp lệ)',
  enter: 'Nhập kết quả',
  agreed: 'Hai người nhập khớp nhau. Đã có kết quả để ký.',
  sealed: 'Đã niêm phong {n} phiếu điện tử: không cộng vào đây.',
  failed: 'Chưa gửi được. Số đã nhập còn trên trang; hãy bấm lại.',
};
const en: Record<keyof typeof vi, string> = {
  title: 'Enter the count',
  lead: 'Read each number off the record and enter it. Two persons enter apart; when they agree, the result is computed.',
  byPaper: 'Paper ballots',
  byHands: 'Show of hands',
  present: '{n} delegates present',
  differs: 'The two entries differ at: {x}. Each counts and enters again.',
  waiting: 'Entered. Waiting for the second person.',
  second: 'One person has entered. The second enters apart, without seeing the first’s numbers.',
  number: 'Every field needs a number; enter 0 for none.',
  issued: 'Issued',
  notReturned: 'Not returned',
  invalid: 'Invalid',
  invalidRow: 'Invalid (with invalid ballots)',
  enter: 'Enter the count',
  agreed: 'The two entries agree. The result is there to be signed.',
  sealed: '{n} electronic ballots were sealed: do not add them here.',
  failed: 'Not sent. The numbers are still on the page; press again.',
};

export const tp = translator<keyof typeof vi>({ vi, en });
