/** The words of asking to be away. */
import { translator } from '../shared/i18n.js';

export const ta = translator({
  vi: {
    open: 'Xin vắng mặt',
    title: 'Xin vắng mặt phiên họp',
    lead: 'Báo với Chủ tọa trước khi phiên họp khai mạc.',
    reason: 'Lý do vắng mặt',
    send: 'Gửi đơn xin vắng mặt',
    withdraw: 'Rút đơn',
    late: 'Phiên họp đã khai mạc: hãy báo trực tiếp với thư ký kỳ họp.',
    'state.PENDING': 'Đơn đã gửi, đang chờ quyết định.',
    'state.APPROVED': 'Được chấp thuận: {member} vắng mặt có lý do.',
    'state.DECLINED': 'Không được chấp thuận.',
    'state.WITHDRAWN': 'Đơn đã rút.',
    failed: 'Chưa gửi được. Không có gì thay đổi; hãy bấm lại.',
  },
  en: {
    open: 'Ask to be away',
    title: 'Ask to be away from the sitting',
    lead: 'Tell the chair before the sitting is opened.',
    reason: 'Reason',
    send: 'Send the request',
    withdraw: 'Withdraw it',
    late: 'The sitting is open: tell the session secretary in person.',
    'state.PENDING': 'Sent, waiting for a decision.',
    'state.APPROVED': 'Approved: you are away with a reason.',
    'state.DECLINED': 'Declined.',
    'state.WITHDRAWN': 'Withdrawn.',
    failed: 'Not sent. Nothing was changed; press again.',
  },
});
