/**
 * What digital transformation may refuse: one sentence each in two languages,
 * saying what was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  DX_TASK_STATE: {
    vi: 'Không thực hiện được «{act}» khi nhiệm vụ ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái.',
    en: '“{act}” is not possible while the task is {state}. Nothing was changed; check its state.',
  },
  DX_TEXT_LENGTH: {
    vi: '«{field}» phải có từ 1 đến {max} ký tự. Chưa ghi nhận; hãy rút gọn hoặc bổ sung.',
    en: '“{field}” must have 1 to {max} characters. Nothing was recorded; shorten or complete it.',
  },
  DX_REASON_MISSING: {
    vi: 'Phải ghi lý do. Không có gì thay đổi; hãy ghi lý do rồi làm lại.',
    en: 'A reason is needed. Nothing was changed; give the reason and repeat.',
  },
  DX_BODY_UNKNOWN: {
    vi: 'Mã cơ quan «{bodyId}» không đúng dạng. Chưa ghi nhận; hãy chọn cơ quan trong danh mục.',
    en: '“{bodyId}” is not the id of a public body. Nothing was recorded; choose a body from the directory.',
  },
  DX_WEIGHT: {
    vi: 'Trọng số phải từ 1 đến 100. Chưa ghi nhận; hãy sửa lại.',
    en: 'A weight is 1 to 100. Nothing was recorded; correct it.',
  },
  DX_DUE_OUTSIDE_PROGRAMME: {
    vi: 'Thời hạn {dueOn} nằm ngoài thời gian của chương trình ({startsOn} – {endsOn}). Chưa ghi nhận; hãy sửa thời hạn.',
    en: 'The deadline {dueOn} lies outside the programme ({startsOn} – {endsOn}). Nothing was recorded; correct it.',
  },
  DX_INDICATOR_UNKNOWN: {
    vi: 'Không có chỉ tiêu «{code}» trong danh mục. Chưa ghi nhận; hãy chọn lại.',
    en: 'There is no indicator “{code}”. Nothing was recorded; choose again.',
  },
});
