/**
 * What sessions may refuse: one sentence each in two languages, saying what
 * was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  // sitting
  STALE: {
    vi: 'Dữ liệu vừa đổi. Không có gì thay đổi; hãy xem lại rồi bấm lại.',
    en: 'The data has just changed. Nothing was changed; check and repeat.',
  },
  SITTING_STATE: {
    vi: 'Không thực hiện được «{command}» khi phiên họp ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái phiên họp.',
    en: '“{command}” is not possible while the sitting is {state}. Nothing was changed; check the state of the sitting.',
  },
  BREAK_IN_PAST: {
    vi: 'Giờ hết giải lao phải sau thời điểm hiện tại. Không có gì thay đổi; hãy chọn giờ khác.',
    en: 'The end of the break must lie in the future. Nothing was changed; choose another time.',
  },
  // agenda
  ITEM_UNKNOWN: {
    vi: 'Nội dung này không có trong chương trình của phiên họp. Không có gì thay đổi; hãy chọn lại trong chương trình.',
    en: 'This item is not on the agenda of the sitting. Nothing was changed; choose one from the agenda.',
  },
  PHASE_ORDER: {
    vi: 'Không chuyển được từ bước {from} sang bước {to}. Không có gì thay đổi; nội dung đã công bố chỉ quay lại để biểu quyết lại.',
    en: 'The item cannot go from {from} to {to}. Nothing was changed; a published item goes back only to a new vote.',
  },
  // attendance
  SEAT_UNKNOWN: {
    vi: 'Không có đại biểu HĐND này trong danh sách của phiên họp. Không có gì thay đổi; hãy kiểm tra lại người được điểm danh.',
    en: 'This seat is not on the list of the sitting. Nothing was recorded; check who is to be recorded.',
  },
  SEAT_SUSPENDED: {
    vi: 'Đại biểu đang bị tạm đình chỉ nên không được điểm danh. Không có gì thay đổi.',
    en: 'The delegate is suspended and cannot be checked in. Nothing was recorded.',
  },
  CODE_INVALID: {
    vi: 'Mã điểm danh không đúng hoặc của phiên họp khác. Chưa ghi nhận; mời đại biểu mở lại trang để lấy mã mới.',
    en: 'The check-in code is wrong or belongs to another sitting. Nothing was recorded; reload the page for a new code.',
  },
  CODE_EXPIRED: {
    vi: 'Mã điểm danh đã quá hạn. Chưa ghi nhận; mời đại biểu mở lại trang để lấy mã mới.',
    en: 'The check-in code has expired. Nothing was recorded; reload the page for a new code.',
  },
  NOT_PRESENT: {
    vi: 'Đại biểu chưa điểm danh nên không thể ghi rời họp. Không có gì thay đổi.',
    en: 'The delegate is not checked in, so leaving cannot be recorded. Nothing was changed.',
  },
  ALREADY_PRESENT: {
    vi: 'Đại biểu đang có mặt nên không thể ghi vắng có lý do. Không có gì thay đổi; hãy ghi rời họp trước.',
    en: 'The delegate is present, so an excuse cannot be recorded. Nothing was changed; record the leaving first.',
  },
  NOTHING_TO_UNDO: {
    vi: 'Không có lần ghi điểm danh nào của tài khoản này để hoàn tác. Không có gì thay đổi.',
    en: 'There is no attendance record of this account to undo. Nothing was changed.',
  },
  UNDO_OVERTAKEN: {
    vi: 'Sau lần ghi của tài khoản này, đại biểu đã được ghi lại bởi người khác. Không có gì thay đổi; hãy sửa bằng một lần ghi mới.',
    en: 'Someone else has recorded this delegate since. Nothing was changed; correct it with a new record.',
  },
  REASON_MISSING: {
    vi: 'Ghi vắng có lý do phải nêu lý do (tối đa 500 ký tự). Không có gì thay đổi.',
    en: 'An excuse needs its reason (at most 500 characters). Nothing was changed.',
  },
  SITTING_ENDED: {
    vi: 'Phiên họp đã kết thúc; danh sách điểm danh được giữ nguyên. Không có gì thay đổi.',
    en: 'The sitting has ended; its attendance stays as it is. Nothing was changed.',
  },
  // poll and ballot: below
});
