/**
 * What emulation may refuse: one sentence each in two languages, saying what
 * was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  EMULATION_MOVEMENT_STATE: {
    vi: 'Không thực hiện được «{act}» khi phong trào ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái.',
    en: '“{act}” is not possible while the movement is {state}. Nothing was changed; check its state.',
  },
  EMULATION_WEIGHTS: {
    vi: 'Tổng trọng số của các tiêu chí phải bằng 100, hiện là {sum}. Không có gì thay đổi; hãy sửa tiêu chí trước khi phát động.',
    en: 'The weights of the criteria must add up to 100; they make {sum}. Nothing was changed; correct them before the launch.',
  },
  EMULATION_AWARD_STATE: {
    vi: 'Không thực hiện được «{act}» khi đề nghị khen thưởng ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái.',
    en: '“{act}” is not possible while the award is {state}. Nothing was changed; check its state.',
  },
  EMULATION_ONE_ACHIEVEMENT_ONE_AWARD: {
    vi: 'Thành tích này của «{recipient}» đã có đề nghị hoặc quyết định khen thưởng. Chưa ghi nhận; một thành tích không được khen thưởng nhiều lần.',
    en: 'This achievement of “{recipient}” has been proposed or awarded already. Nothing was recorded; one achievement is rewarded once.',
  },
  EMULATION_FORM_UNKNOWN: {
    vi: 'Không có hình thức khen thưởng «{form}» trong danh mục. Chưa ghi nhận; hãy chọn lại.',
    en: 'There is no form of award “{form}”. Nothing was recorded; choose again.',
  },
  EMULATION_TEXT_LENGTH: {
    vi: '«{field}» phải có từ 1 đến {max} ký tự. Chưa ghi nhận; hãy rút gọn hoặc bổ sung.',
    en: '“{field}” must have 1 to {max} characters. Nothing was recorded; shorten or complete it.',
  },
});
