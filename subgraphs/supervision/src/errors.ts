/**
 * What supervision may refuse: one sentence each in two languages, saying what
 * was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  SUPERVISION_STATE: {
    vi: 'Không thực hiện được «{act}» khi cuộc giám sát ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái.',
    en: '“{act}” is not possible while the supervision is {state}. Nothing was changed; check its state.',
  },
  RECOMMENDATION_STATE: {
    vi: 'Không thực hiện được «{act}» khi kiến nghị giám sát ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái.',
    en: '“{act}” is not possible while the recommendation is {state}. Nothing was changed; check its state.',
  },
  RECOMMENDATION_INCOMPLETE: {
    vi: 'Kiến nghị giám sát phải có cơ quan chịu trách nhiệm và thời hạn trước khi công bố (còn thiếu: {missing}). Không có gì thay đổi; hãy bổ sung hoặc ghi rõ lý do ngoại lệ.',
    en: 'A recommendation needs a responsible body and a deadline before it is published (missing: {missing}). Nothing was changed; complete it, or give the reason for an exception.',
  },
  SUPERVISION_TEXT_LENGTH: {
    vi: '«{field}» phải có từ 1 đến {max} ký tự. Chưa ghi nhận; hãy rút gọn hoặc bổ sung.',
    en: '“{field}” must have 1 to {max} characters. Nothing was recorded; shorten or complete it.',
  },
  SUPERVISION_REASON_MISSING: {
    vi: 'Phải ghi lý do. Không có gì thay đổi; hãy ghi lý do rồi làm lại.',
    en: 'A reason is needed. Nothing was changed; give the reason and repeat.',
  },
  SUPERVISION_BODY_UNKNOWN: {
    vi: 'Mã cơ quan «{bodyId}» không đúng dạng. Không có gì thay đổi; hãy chọn cơ quan trong danh mục.',
    en: '“{bodyId}” is not the id of a public body. Nothing was changed; choose a body from the directory.',
  },
  SUPERVISION_WITHOUT_SUBJECT: {
    vi: 'Cuộc giám sát phải nêu ít nhất một cơ quan chịu sự giám sát. Chưa ghi nhận; hãy bổ sung.',
    en: 'A supervision names at least one supervised body. Nothing was recorded; add it.',
  },
  SUPERVISION_DATES: {
    vi: 'Ngày kết thúc phải sau ngày bắt đầu. Chưa ghi nhận; hãy sửa ngày.',
    en: 'The last day must not lie before the first. Nothing was recorded; correct the dates.',
  },
  SUPERVISION_UNKNOWN: {
    vi: 'Không có cuộc giám sát này ở Hội đồng nhân dân đó. Chưa ghi nhận; hãy chọn lại.',
    en: 'There is no such supervision of that council. Nothing was recorded; choose again.',
  },
  RECOMMENDATION_NOT_OVERDUE: {
    vi: 'Chỉ chuyển lên bước tiếp theo khi kiến nghị đã quá hạn. Không có gì thay đổi; hạn của kiến nghị này là {dueOn}.',
    en: 'The next step may be taken only when the recommendation is overdue. Nothing was changed; this one is due on {dueOn}.',
  },
  ESCALATION_AT_ITS_END: {
    vi: 'Kiến nghị đã ở bước cuối (báo cáo Hội đồng nhân dân). Không có gì thay đổi.',
    en: 'The recommendation is at the last step (report to the council). Nothing was changed.',
  },
});
