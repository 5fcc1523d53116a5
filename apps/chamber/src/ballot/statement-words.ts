/** The words of a statement on one's own vote. */
import { translator } from '../shared/i18n.js';

export const ts = translator({
  vi: {
    lead: 'Lời nêu được lưu kèm kết quả và công khai cùng họ tên; kết quả không đổi. Mỗi biểu quyết chỉ nêu được một lần.',
    kind: 'Điều gì không đúng',
    INTENTION: 'Tôi bấm nhầm',
    MISMATCH: 'Phiếu ghi nhận không đúng phiếu tôi bấm',
    meant: 'Lựa chọn đúng',
    words: 'Nêu thêm (không bắt buộc)',
    send: 'Gửi, lưu kèm kết quả',
    stated: 'Đã nêu lúc {t}: {k}, lựa chọn đúng là «{o}». Kết quả không đổi.',
    failed: 'Chưa gửi được. Không có gì thay đổi; hãy bấm lại.',
  },
  en: {
    lead: 'A statement is annexed to the result and public with your name; the result stays. Each vote takes one, once.',
    kind: 'What is wrong',
    INTENTION: 'I pressed by mistake',
    MISMATCH: 'The record is not what I pressed',
    meant: 'The right choice',
    words: 'In your own words (optional)',
    send: 'Send, annex it to the result',
    stated: 'Stated at {t}: {k}, the right choice is “{o}”. The result stays.',
    failed: 'Not sent. Nothing was changed; press again.',
  },
});
