/** What the gateway itself answers with; a subgraph's own refusals pass through with their code and both sentences. */
import { defineErrors } from '@nghitruong/kit/errors';

export const gatewayErrors = defineErrors({
  DOCUMENT_UNKNOWN: {
    vi: 'Câu hỏi này chưa được đăng ký với cổng chung. Không có gì thay đổi. Hãy tải lại trang; nếu vẫn vậy, báo người quản trị mã «{id}».',
    en: 'This document is not registered with the gateway. Nothing was changed. Reload the page; if it stays, tell the operator the id “{id}”.',
    status: 400,
  },
  DOCUMENT_NOT_ALLOWED: {
    vi: 'Cổng chung chỉ nhận câu hỏi đã đăng ký; câu hỏi tự soạn dành cho vai trò DEVELOPER. Không có gì thay đổi.',
    en: 'The gateway answers registered documents only; documents of one’s own are for the role DEVELOPER. Nothing was changed.',
    status: 403,
  },
  DOCUMENT_INVALID: {
    vi: 'Câu hỏi không hợp với lược đồ: {why}. Không có gì thay đổi.',
    en: 'The document does not fit the schema: {why}. Nothing was changed.',
    status: 400,
  },
  VARIABLES_INVALID: {
    vi: 'Giá trị gửi kèm không hợp lệ: {why}. Không có gì thay đổi.',
    en: 'The variables are not valid: {why}. Nothing was changed.',
    status: 400,
  },
  LIMIT_EXCEEDED: {
    vi: 'Câu hỏi vượt giới hạn {limit} ({got}, nhiều nhất {most}). Không có gì thay đổi; hãy chia nhỏ.',
    en: 'The document exceeds the limit on {limit} ({got}, at most {most}). Nothing was changed; split it.',
    status: 400,
  },
  TOO_LARGE: {
    vi: 'Yêu cầu lớn hơn {most} byte. Không có gì thay đổi.',
    en: 'The request is larger than {most} bytes. Nothing was changed.',
    status: 413,
  },
  TOO_MANY_REQUESTS: {
    vi: 'Tài khoản này gửi quá nhiều yêu cầu. Không có gì thay đổi; hãy thử lại sau {seconds} giây.',
    en: 'This account sends too many requests. Nothing was changed; try again in {seconds} s.',
    status: 429,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    vi: 'Một kết nối theo dõi nhiều nhất {most} luồng. Các luồng đang có vẫn chạy.',
    en: 'One connection follows at most {most} streams. Those that run go on.',
  },
  PLAN_REFUSED: {
    vi: 'Bộ lập kế hoạch thứ nhất có thể trả lời sai câu hỏi này, và bộ thứ hai (Hive) không dùng được ở đây. Không có gì thay đổi. Hãy hỏi riêng từng phần.',
    en: 'The first planner might answer this document wrongly, and the second one (Hive) cannot be used here. Nothing was changed. Ask for its parts one by one.',
    status: 501,
  },
  WRONG_DOOR: {
    vi: 'Loại thao tác «{kind}» không nhận ở đây: {why}. Không có gì thay đổi.',
    en: 'Operations of the kind “{kind}” are not taken here: {why}. Nothing was changed.',
    status: 400,
  },
  ORIGIN_REFUSED: {
    vi: 'Trang này không được phép gọi cổng chung. Không có gì thay đổi.',
    en: 'This page may not call the gateway. Nothing was changed.',
    status: 403,
  },
  SUBGRAPH_ERROR: {
    vi: 'Dịch vụ «{service}» báo lỗi (mã {id}). Phần này để trống; dữ liệu đã ghi vẫn được giữ.',
    en: 'The service “{service}” reported an error (id {id}). This part is left empty; what was recorded is kept.',
  },
  NULL_NOT_ALLOWED: {
    vi: 'Dịch vụ không trả lời phần bắt buộc «{field}» nên cả mục chứa nó để trống.',
    en: 'A required part, “{field}”, was not answered, so what contains it is left empty.',
  },
  VALUE_INVALID: {
    vi: 'Giá trị của «{field}» không hợp với lược đồ nên để trống.',
    en: 'The value of “{field}” does not fit the schema and is left empty.',
  },
});
