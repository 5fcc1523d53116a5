/**
 * What petitions may refuse: one sentence each in two languages, saying what
 * was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';

export const errors = defineErrors({
  PETITION_STATE: {
    vi: 'Không thực hiện được «{act}» khi kiến nghị ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái của kiến nghị.',
    en: '“{act}” is not possible while the petition is {state}. Nothing was changed; check the state of the petition.',
  },
  PETITION_TEXT_LENGTH: {
    vi: '«{field}» phải có từ 1 đến {max} ký tự. Chưa ghi nhận; hãy rút gọn hoặc bổ sung.',
    en: '“{field}” must have 1 to {max} characters. Nothing was recorded; shorten or complete it.',
  },
  PETITION_REASON_MISSING: {
    vi: 'Phải ghi lý do khi trả lại, cho rút hoặc mở lại kiến nghị. Không có gì thay đổi; hãy ghi lý do.',
    en: 'A reason is needed to return, withdraw or re-open a petition. Nothing was changed; give the reason.',
  },
  PETITION_NOT_DECIDED_HERE: {
    vi: 'Khiếu nại, tố cáo chỉ được chuyển đến cơ quan có thẩm quyền rồi theo dõi, không giải quyết tại Hội đồng nhân dân. Không có gì thay đổi; hãy ghi kết quả «chuyển cơ quan có thẩm quyền» hoặc «giải trình».',
    en: 'A complaint or a denunciation is passed on and watched, not decided by the council. Nothing was changed; record it as passed on or explained.',
  },
  PETITION_ROADMAP_MISSING: {
    vi: 'Trả lời «đang giải quyết» phải kèm lộ trình có ngày hoàn thành sau hôm nay. Không có gì thay đổi; hãy ghi ngày.',
    en: 'The answer “in progress” needs a roadmap with a day after today. Nothing was changed; give the day.',
  },
  PETITION_BODY_UNKNOWN: {
    vi: 'Mã cơ quan «{bodyId}» không đúng dạng. Không có gì thay đổi; hãy chọn cơ quan trong danh mục.',
    en: '“{bodyId}” is not the id of a public body. Nothing was changed; choose a body from the directory.',
  },
  PETITION_CONSENT_MISSING: {
    vi: 'Chỉ được lưu thông tin liên hệ khi người kiến nghị đồng ý. Chưa ghi nhận; hãy xin ý kiến hoặc bỏ trống thông tin liên hệ.',
    en: 'Contact details may be kept only with the petitioner’s consent. Nothing was recorded; ask, or leave them empty.',
  },
  PETITION_MEETING_UNKNOWN: {
    vi: 'Không có cuộc tiếp xúc cử tri này ở Hội đồng nhân dân đó. Chưa ghi nhận; hãy chọn lại.',
    en: 'There is no such voter meeting of that council. Nothing was recorded; choose again.',
  },
  AUTHOR_SEALED: {
    vi: 'Danh tính người tố cáo được giữ kín theo luật và không mở qua hệ thống này.',
    en: 'The identity of a denunciation’s author is kept secret by law and is not opened through this system.',
  },
});
