/** What the directory may answer with, besides the kit's own. */
import { defineErrors } from '@nghitruong/kit/errors';
import { spreadsheetErrors } from '@nghitruong/kit/spreadsheet';

export const errors = defineErrors({
  SEATS_ABOVE_MAXIMUM: {
    vi: 'Hội đồng «{council}» sẽ có {seats} đại biểu, nhiều hơn mức tối đa {max} ({source}). Không có gì thay đổi; muốn vượt mức phải ghi quyết định cho phép trước.',
    en: 'The council “{council}” would have {seats} delegates, more than the maximum of {max} ({source}). Nothing was changed; to exceed it, record the deciding override first.',
  },
  ...spreadsheetErrors,
  TERM_UNKNOWN: {
    vi: 'Hội đồng «{council}» không có nhiệm kỳ này. Chưa nhập gì; hãy chọn một nhiệm kỳ của hội đồng.',
    en: 'The council “{council}” has no such term. Nothing was imported; choose a term of the council.',
  },
  DELEGATES_IN_USE: {
    vi: 'Đã có thẻ đăng nhập, điểm danh, biểu quyết, chức vụ hoặc việc khác gắn với đại biểu của lần nhập này nên không hoàn tác được. Không có gì thay đổi; hãy ghi thôi nhiệm vụ cho từng đại biểu nếu cần.',
    en: 'A card, attendance, a vote, an office or something else rests on a delegate of this import, so it cannot be undone. Nothing was changed; end the mandate of single delegates if need be.',
  },
  DECISION_MISSING: {
    vi: 'Cần ghi quyết định làm căn cứ (không quá 300 ký tự). Không có gì thay đổi; hãy ghi số quyết định.',
    en: 'Name the decision it rests on, in at most 300 characters. Nothing was changed; write its number.',
  },
  MEMBERSHIP_DAYS: {
    vi: 'Ngày không hợp với thời gian tồn tại của «{body}» hoặc của tư cách thành viên. Không có gì thay đổi; hãy xem lại ngày.',
    en: 'The days do not fit the life of “{body}” or of the membership. Nothing was changed; check the days.',
  },
  MEMBER_UNKNOWN: {
    vi: 'Không có người hoặc đại biểu này cho «{body}». Không có gì thay đổi; hãy chọn đúng một người.',
    en: 'There is no such person or delegate for “{body}”. Nothing was changed; choose exactly one.',
  },
  MEMBER_NAMESAKE: {
    vi: 'Trong hệ thống đã có người tên {name}. Chưa ghi; hãy chọn người đó trong danh sách, hoặc xác nhận là người khác trùng tên.',
    en: 'Somebody named {name} is in the directory. Nothing was recorded; choose that person, or confirm that it is somebody else of the same name.',
  },
  MEMBERSHIP_TAKEN: {
    vi: 'Người này đã là thành viên, hoặc cơ quan đã có người đứng đầu, trong những ngày đó. Không có gì thay đổi; hãy kết thúc phần trước.',
    en: 'That person is a member already, or the body has a head, on those days. Nothing was changed; end what was before first.',
  },
  INCOMPATIBLE_MEMBERSHIP: {
    vi: '{name} đang là thành viên «{body}»; thành viên Thường trực HĐND không đồng thời là thành viên UBND cùng cấp ({source}). Không có gì thay đổi; hãy kết thúc tư cách kia trước.',
    en: '{name} is a member of “{body}”; nobody sits in the standing body and in the People’s Committee of one level ({source}). Nothing was changed; end the other membership first.',
  },
  OFFICE_DAYS: {
    vi: 'Ngày cuối đứng trước ngày bắt đầu, hoặc sau ngày cuối đã ghi. Không có gì thay đổi; hãy xem lại ngày.',
    en: 'The last day lies before the first, or after the one that is recorded. Nothing was changed; check the days.',
  },
  OFFICE_TAKEN: {
    vi: 'Chức vụ này đã có người giữ trong những ngày đó. Không có gì thay đổi; hãy kết thúc phần trước.',
    en: 'That office is held on those days. Nothing was changed; end what was before first.',
  },
  OFFICE_TERM_LIMIT: {
    vi: '{name} đã giữ chức vụ này {n} nhiệm kỳ liên tục ở cùng đơn vị, tối đa {max} ({source}). Không có gì thay đổi; hãy chọn người khác.',
    en: '{name} has held this office for {n} terms in a row in this unit, the most is {max} ({source}). Nothing was changed; choose someone else.',
  },
  NOTICE_IN_FUTURE: {
    vi: 'Ngày nhận thông báo nghỉ hưu ở tương lai. Chưa ghi; hãy ghi ngày đã nhận.',
    en: 'The day on which the notice of retirement was received lies in the future. Nothing was recorded; give the day it came.',
  },
  NOTICE_STANDS: {
    vi: '{name} đã có thông báo nghỉ hưu được ghi. Thông báo đó được giữ; nếu ghi nhầm, hãy rút thông báo cũ trước.',
    en: 'A notice of retirement of {name} is recorded already and is kept. If it was a mistake, withdraw it first.',
  },
  NOTICE_MISSING: {
    vi: '{name} không có thông báo nghỉ hưu nào đang được ghi. Không có gì thay đổi; hãy xem lại người.',
    en: 'No notice of retirement of {name} stands. Nothing was changed; check the person.',
  },
  WITHDRAWAL_REASON_MISSING: {
    vi: 'Rút một thông báo cần lý do (không quá 300 ký tự). Thông báo được giữ; hãy ghi lý do.',
    en: 'Withdrawing a notice needs its reason, in at most 300 characters. The notice is kept; give the reason.',
  },
  APPROVAL_NOT_PENDING: {
    vi: 'Việc phê chuẩn này không còn chờ hoặc không cần. Không có gì thay đổi.',
    en: 'This approval is no longer awaited, or was never needed. Nothing was changed.',
  },
  APPROVAL_INCOMPLETE: {
    vi: 'Cần ngày gửi hồ sơ không trước ngày bầu, và quyết định của cấp trên khi ghi kết quả. Không có gì thay đổi; hãy ghi đủ.',
    en: 'Give the day on which the file was sent, not before the election, and with a result the decision of the upper body. Nothing was changed; complete it.',
  },
  RULE_CHANGED: {
    vi: 'Bộ quy tắc «{ruleSet}» đã được thay bằng bản khác. Chưa ghi xác nhận; hãy xem bản mới rồi xác nhận lại.',
    en: 'The rule set “{ruleSet}” has been replaced by another version. No confirmation was recorded; read the new one and confirm again.',
  },
  RULE_NEEDS_NO_CONFIRMATION: {
    vi: 'Quy tắc «{key}» đã có nguồn đọc được ({source}), không cần xác nhận. Không có gì thay đổi.',
    en: 'The rule “{key}” has a source that was read ({source}) and needs no confirmation. Nothing was changed.',
  },
  RULE_ALREADY_CONFIRMED: {
    vi: 'Quy tắc «{key}» đã được {by} xác nhận. Xác nhận cũ được giữ nguyên.',
    en: 'The rule “{key}” was already confirmed by {by}. That confirmation is kept.',
  },
  LOCAL_RULE_OF_THE_LAW: {
    vi: 'Quy tắc «{key}» ngày {day} do pháp luật quyết định hoặc chưa có, quy chế không đặt được. Chưa ghi; hãy chọn một quy tắc trong danh sách.',
    en: 'On {day} the rule “{key}” is the law’s, or there is none; working rules cannot set it. Nothing was recorded; choose one of the list.',
  },
  LOCAL_RULE_SHAPE: {
    vi: 'Giá trị gửi lên không phải của quy tắc «{titleVi}». Chưa ghi; hãy gửi đủ và đúng các trường của quy tắc.',
    en: 'What was sent is no value of the rule “{titleEn}”. Nothing was recorded; send exactly the fields of the rule.',
  },
  LOCAL_RULE_VALUE: {
    vi: '«{titleVi}», {fieldVi}: cần {boundsVi} (căn cứ {source}). Chưa ghi; hãy sửa giá trị.',
    en: '“{titleEn}”, {fieldEn}: it must be {boundsEn} (by {source}). Nothing was recorded; correct the value.',
  },
  LOCAL_RULE_REGULATION: {
    vi: 'Cần số của quy chế, điều (không quá 100 ký tự) và lời văn (không quá 500 ký tự). Chưa ghi; hãy điền đủ.',
    en: 'Name the regulation’s number and article, at most 100 characters each, and its words, at most 500. Nothing was recorded; complete it.',
  },
  LOCAL_RULE_DAYS: {
    vi: 'Quy chế ban hành ngày {day}: ngày ban hành không ở tương lai, ngày áp dụng không trước ngày ban hành. Chưa ghi; hãy xem lại ngày.',
    en: 'The regulation was adopted on {day}: that day may not lie in the future, nor the first day before it. Nothing was recorded; check the days.',
  },
  LOCAL_RULE_STANDS: {
    vi: 'Đã có giá trị riêng của «{titleVi}» áp dụng từ ngày {day} hoặc sau đó. Giá trị đó được giữ; hãy kết thúc nó trước.',
    en: 'A value of the council’s own for “{titleEn}” holds from {day} or later. It is kept; end it first.',
  },
  LOCAL_RULE_ENDED: {
    vi: 'Giá trị này đã được ghi là kết thúc ngày {day}. Không có gì thay đổi; hãy ghi giá trị mới nếu cần.',
    en: 'This value was ended already, on {day}. Nothing was changed; record a new one if need be.',
  },
  LOCAL_RULE_END_DAY: {
    vi: 'Giá trị này áp dụng từ ngày {day}; ngày cuối không sớm hơn ngày liền trước ngày đó và không muộn hơn ngày cuối đã ghi. Không có gì thay đổi; hãy xem lại ngày.',
    en: 'This value holds from {day}; its last day is no earlier than the day before and no later than the one recorded. Nothing was changed; check the day.',
  },
  ACCOUNT_OF_ONES_OWN: {
    vi: 'Không thể tự khóa tài khoản của chính mình. Không có gì thay đổi; hãy nhờ một quản trị viên khác.',
    en: 'An account cannot disable itself. Nothing was changed; ask another administrator.',
  },
  NO_SUCH_ACCOUNT: {
    vi: 'Không có tài khoản «{id}». Không có gì thay đổi.',
    en: 'There is no account “{id}”. Nothing was changed.',
  },
  SEARCH_TOO_LONG: {
    vi: 'Từ khoá tìm kiếm dài quá {max} ký tự. Hãy rút ngắn lại.',
    en: 'The search text is longer than {max} characters. Shorten it.',
  },
});
