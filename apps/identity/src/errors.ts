/** What identity refuses, and why, in two languages. The browser API answers `{code, vi, en}` with the status beside each. */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  CARD_UNKNOWN: {
    vi: 'Không có thẻ này. Chưa đăng nhập. Hãy quét lại mã trên đúng thẻ, hoặc nhập lại mã 8 ký tự.',
    en: 'There is no such card. You are not signed in. Scan the code on the right card again, or type the 8 characters again.',
    status: 404,
  },
  CARD_USED: {
    vi: 'Thẻ này đã được dùng để đăng nhập. Thiết bị đã đăng nhập vẫn dùng được. Cần đổi thiết bị, hãy gặp Thư ký kỳ họp để cấp thẻ mới.',
    en: 'This card has already been used to sign in. The device that used it stays signed in. To move to another device, ask the session secretary for a new card.',
    status: 409,
  },
  CARD_REPLACED: {
    vi: 'Thẻ này đã được thay bằng thẻ mới. Chưa đăng nhập. Hãy dùng thẻ mới nhất, hoặc gặp Thư ký kỳ họp.',
    en: 'This card was replaced by a newer one. You are not signed in. Use the newest card, or ask the session secretary.',
    status: 410,
  },
  CARD_EXPIRED: {
    vi: 'Thẻ này đã hết hạn. Chưa đăng nhập. Hãy gặp Thư ký kỳ họp để cấp thẻ mới.',
    en: 'This card has expired. You are not signed in. Ask the session secretary for a new card.',
    status: 410,
  },
  CARD_LOCKED: {
    vi: 'Thẻ đã khóa vì nhập sai mã PIN 5 lần. Không ai đăng nhập được bằng thẻ này. Hãy gặp Thư ký kỳ họp để cấp thẻ mới.',
    en: 'The card is locked: the PIN was wrong 5 times. Nobody can sign in with it. Ask the session secretary for a new card.',
    status: 423,
  },
  PIN_REQUIRED: {
    vi: 'Cần mã PIN gồm 6 chữ số. Chưa đăng nhập; lần này không tính là nhập sai. Hãy nhập mã PIN.',
    en: 'A PIN of 6 digits is needed. You are not signed in, and this does not count as a wrong PIN. Enter the PIN.',
    status: 401,
  },
  PIN_WRONG: {
    vi: 'Mã PIN không đúng. Chưa đăng nhập. Còn {left} lần thử trước khi thẻ bị khóa.',
    en: 'The PIN is wrong. You are not signed in. Tries left before the card is locked: {left}.',
    status: 401,
  },
  PIN_MISSING: {
    vi: 'Tài khoản «{login}» chưa có mã PIN nên chưa cấp được thẻ. Hãy đặt mã PIN trước, hoặc gửi mã PIN khi cấp thẻ.',
    en: 'The account “{login}” has no PIN, so no card was issued. Set a PIN first, or give one when issuing the card.',
    status: 409,
  },
  PIN_MALFORMED: {
    vi: 'Mã PIN phải gồm đúng 6 chữ số. Mã PIN cũ (nếu có) vẫn được giữ.',
    en: 'A PIN is exactly 6 digits. The old PIN, if there is one, was kept.',
    status: 400,
  },
  ACCOUNT_UNKNOWN: {
    vi: 'Không có tài khoản «{login}». Không có gì thay đổi.',
    en: 'There is no account “{login}”. Nothing was changed.',
    status: 404,
  },
  ACCOUNT_DISABLED: {
    vi: 'Tài khoản này đã ngừng hoạt động nên không đăng nhập được. Những gì đã ghi nhận vẫn được giữ. Hãy gặp người quản trị.',
    en: 'This account is disabled and cannot sign in. What was recorded is kept. Ask the administrator.',
    status: 401,
  },
  SIGNED_OUT: {
    vi: 'Thiết bị này chưa đăng nhập, hoặc phiên đăng nhập đã hết. Những gì đã ghi nhận vẫn được giữ. Hãy quét thẻ để đăng nhập lại.',
    en: 'This device is not signed in, or its sign-in has ended. What was recorded is kept. Scan a card to sign in again.',
    status: 401,
  },
  TAKEN_OVER: {
    vi: 'Tài khoản đã đăng nhập trên thiết bị khác bằng thẻ mới, nên thiết bị này đã đăng xuất. Phiếu đã ghi nhận vẫn được giữ. Nếu không phải bạn, hãy báo ngay Thư ký kỳ họp.',
    en: 'The account was signed in on another device with a newer card, so this device is signed out. Recorded votes are kept. If it was not you, tell the session secretary at once.',
    status: 401,
  },
  REFRESH_REUSED: {
    vi: 'Khóa đăng nhập của thiết bị này đã bị dùng lại ở nơi khác, nên đã hủy để an toàn. Những gì đã ghi nhận vẫn được giữ. Hãy gặp Thư ký kỳ họp để cấp thẻ mới.',
    en: 'The sign-in key of this device was used again elsewhere, so it was cancelled for safety. What was recorded is kept. Ask the session secretary for a new card.',
    status: 401,
  },
  REFRESH_SUPERSEDED: {
    vi: 'Một cửa sổ khác của thiết bị này vừa làm mới phiên đăng nhập. Phiên vẫn còn; hãy thử lại.',
    en: 'Another window of this device has just renewed the sign-in. It is still valid; try again.',
    status: 409,
  },
  STEP_UP_PIN: {
    vi: 'Cần mã PIN gồm 6 chữ số. Phiếu chưa được bỏ; lần này không tính là nhập sai. Hãy nhập mã PIN.',
    en: 'A PIN of 6 digits is needed. Nothing was cast, and this does not count as a wrong PIN. Enter the PIN.',
    status: 400,
  },
  STEP_UP_WRONG: {
    vi: 'Mã PIN không đúng. Phiếu chưa được bỏ. Còn {left} lần thử trước khi thiết bị này bị đăng xuất.',
    en: 'The PIN is wrong. Nothing was cast. Tries left before this device is signed out: {left}.',
    status: 401,
  },
  DEVICE_LOCKED: {
    vi: 'Thiết bị này đã bị đăng xuất vì nhập sai mã PIN 5 lần. Phiếu đã ghi nhận vẫn được giữ. Hãy gặp Thư ký kỳ họp để cấp thẻ mới.',
    en: 'This device was signed out: the PIN was wrong 5 times. Recorded votes are kept. Ask the session secretary for a new card.',
    status: 401,
  },
  ORIGIN_REFUSED: {
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Không có gì thay đổi. Hãy mở đúng trang của hệ thống.',
    en: 'The request came from another site and was refused. Nothing was changed. Open the system’s own page.',
    status: 403,
  },
  JSON_ONLY: {
    vi: 'Yêu cầu phải là JSON (Content-Type: application/json). Không có gì thay đổi.',
    en: 'The request must be JSON (Content-Type: application/json). Nothing was changed.',
    status: 415,
  },
  BODY_TOO_LARGE: {
    vi: 'Yêu cầu dài quá {limit} byte nên bị từ chối. Không có gì thay đổi.',
    en: 'The request is longer than {limit} bytes and was refused. Nothing was changed.',
    status: 413,
  },
  BAD_FIELD: {
    vi: 'Trường «{field}» thiếu hoặc không hợp lệ. Không có gì thay đổi.',
    en: 'The field “{field}” is missing or not valid. Nothing was changed.',
    status: 400,
  },
  NO_SUCH_ADDRESS: {
    vi: 'Không có địa chỉ này trong dịch vụ đăng nhập.',
    en: 'The sign-in service has no such address.',
    status: 404,
  },
  METHOD_REFUSED: {
    vi: 'Địa chỉ này chỉ nhận phương thức {allowed}. Không có gì thay đổi.',
    en: 'This address accepts {allowed} only. Nothing was changed.',
    status: 405,
  },
  TOO_MANY: {
    vi: 'Thẻ hoặc thiết bị này thử quá nhiều lần. Không có gì thay đổi. Hãy chờ {seconds} giây rồi thử lại.',
    en: 'Too many tries with this card or device. Nothing was changed. Wait {seconds} seconds and try again.',
    status: 429,
  },
  BUSY: {
    vi: 'Đang có quá nhiều người đăng nhập cùng lúc. Lần này không tính là nhập sai. Hãy thử lại sau vài giây.',
    en: 'Too many people are signing in at once. This does not count as a wrong PIN. Try again in a few seconds.',
    status: 503,
  },
  LOGIN_WRONG: {
    vi: 'Tên đăng nhập hoặc mã PIN không đúng. Chưa đăng nhập. Hãy nhập lại.',
    en: 'The login or the PIN is wrong. You are not signed in. Enter them again.',
    status: 401,
  },
  LOGIN_WAIT: {
    vi: 'Tài khoản này vừa nhập sai mã PIN nhiều lần. Hãy chờ {minutes} phút rồi thử lại. Thẻ của đại biểu vẫn dùng được.',
    en: 'The PIN of this account was wrong several times. Wait {minutes} minutes and try again. Delegates’ cards still work.',
    status: 429,
  },
  LOGIN_STALE: {
    vi: 'Trang đăng nhập này đã hết hạn. Chưa đăng nhập. Hãy quay lại ứng dụng và bấm đăng nhập lần nữa.',
    en: 'This sign-in page has expired. You are not signed in. Go back to the app and sign in again.',
    status: 400,
  },
  SECRET_CHANGED: {
    vi: 'IDENTITY_SECRET khác với giá trị đã dùng khi tạo khóa trong cơ sở dữ liệu. Không có gì thay đổi. Hãy đặt lại đúng giá trị cũ.',
    en: 'IDENTITY_SECRET differs from the value with which the keys in the database were sealed. Nothing was changed. Restore the old value.',
    status: 500,
  },
  INTERNAL: {
    vi: 'Dịch vụ đăng nhập gặp lỗi (mã {id}). Những gì đã ghi nhận vẫn được giữ; hãy thử lại hoặc báo người quản trị mã này.',
    en: 'The sign-in service met an error (id {id}). What was recorded is kept; try again or tell the operator this id.',
    status: 500,
  },
});
