/** What the directory may answer with, besides the kit's own. */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  SEATS_ABOVE_MAXIMUM: {
    vi: 'Hội đồng «{council}» sẽ có {seats} đại biểu, nhiều hơn mức tối đa {max} ({source}). Không có gì thay đổi; muốn vượt mức phải ghi quyết định cho phép trước.',
    en: 'The council “{council}” would have {seats} delegates, more than the maximum of {max} ({source}). Nothing was changed; to exceed it, record the deciding override first.',
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
