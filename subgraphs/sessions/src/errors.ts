/**
 * What sessions may refuse: one sentence each in two languages, saying what
 * was wrong, what was kept and what to do.
 */
import { defineErrors } from '@nghitruong/kit/errors';
import { spreadsheetErrors } from '@nghitruong/kit/spreadsheet';

export const errors = defineErrors({
  // sitting
  STALE: {
    vi: 'Dữ liệu vừa đổi. Không có gì thay đổi; hãy xem lại rồi bấm lại.',
    en: 'The data has just changed. Nothing was changed; check and repeat.',
  },
  SITTING_STATE: {
    vi: 'Không thực hiện được «{command}» khi phiên họp ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái phiên họp.',
    en: '“{command}” is not possible while the sitting is {state}. Nothing was changed; check the state of the sitting.',
  },
  BREAK_IN_PAST: {
    vi: 'Giờ hết giải lao phải sau thời điểm hiện tại. Không có gì thay đổi; hãy chọn giờ khác.',
    en: 'The end of the break must lie in the future. Nothing was changed; choose another time.',
  },
  SITTING_PLACE: {
    vi: 'Nơi họp phải có từ 1 đến 200 ký tự, tên phiên không quá 120 ký tự. Chưa ghi phiên họp; hãy điền lại.',
    en: 'The place needs 1 to 200 characters, the name at most 120. The sitting was not recorded; fill them in again.',
  },
  SITTING_IN_PAST: {
    vi: 'Ngày họp đã qua. Chưa ghi phiên họp; hãy chọn từ hôm nay trở đi.',
    en: 'That day is over. The sitting was not recorded; choose today or later.',
  },
  SITTING_OUTSIDE_SESSION: {
    vi: 'Phiên họp phải nằm trong kỳ họp, từ {from} đến {to}; chỉ phiên trù bị được họp trước. Chưa ghi phiên họp; hãy chọn ngày khác.',
    en: 'A sitting lies within its session, from {from} to {to}; only a preparatory one may come before. It was not recorded; choose another day.',
  },
  SITTING_SAME_TIME: {
    vi: 'Kỳ họp đã có phiên khác bắt đầu đúng giờ này. Chưa ghi phiên họp; hãy chọn giờ khác (chỉ các phiên thảo luận tổ được họp cùng lúc).',
    en: 'Another sitting of the session begins at that moment. It was not recorded; choose another time (only group discussions meet beside each other).',
  },
  VISIBILITY_SAME: {
    vi: 'Phiên họp đã ở chế độ này. Không có gì thay đổi.',
    en: 'The sitting is already so. Nothing was changed.',
  },
  VISIBILITY_BASIS_MISSING: {
    vi: 'Sau khi khai mạc, họp kín hay họp công khai trở lại do HĐND quyết định. Không có gì thay đổi; hãy chọn biểu quyết thủ tục đã được thông qua và công bố của phiên này.',
    en: 'Once opened, the council decides whether a sitting is closed or public. Nothing was changed; choose a procedural poll of this sitting that was adopted and published.',
  },
  VISIBILITY_BASIS_USED: {
    vi: 'Biểu quyết này đã là căn cứ cho một lần chuyển trước. Không có gì thay đổi; mỗi lần chuyển cần một biểu quyết riêng.',
    en: 'This poll was the basis of an earlier change. Nothing was changed; each change needs a poll of its own.',
  },
  // presiding, guests, broadcast
  NOT_PRESIDING: {
    vi: 'Phiên họp đang do {name} điều hành. Không có gì thay đổi; hãy đề nghị chuyển quyền điều hành trước.',
    en: '{name} presides this sitting. Nothing was changed; ask for presiding to be handed over first.',
  },
  MAY_NOT_PRESIDE: {
    vi: 'Người này không phải Chủ tịch, Phó Chủ tịch hay người triệu tập kỳ họp thứ nhất. Không có gì thay đổi; hãy chọn người khác.',
    en: 'That person is neither chair nor vice chair nor the convenor of a first session. Nothing was changed; choose someone else.',
  },
  PRESIDES_ALREADY: {
    vi: '{name} đang điều hành phiên họp. Không có gì thay đổi.',
    en: '{name} presides already. Nothing was changed.',
  },
  GUEST_NAME_MISSING: {
    vi: 'Khách mời cần họ tên, cùng chức vụ không quá 200 ký tự. Không có gì thay đổi; hãy ghi lại.',
    en: 'A guest needs a name, and an office of at most 200 characters. Nothing was changed; write it again.',
  },
  GUEST_KNOWN: {
    vi: '{name} đã có trong danh sách khách mời. Không có gì thay đổi.',
    en: '{name} is on the list of guests already. Nothing was changed.',
  },
  GUEST_NOT_IN_CLOSED: {
    vi: 'Phiên họp kín: chỉ khách mời có nhiệm vụ được dự. Không có gì thay đổi; hãy xem lại danh sách.',
    en: 'In a closed sitting only guests on duty attend. Nothing was changed; look at the list again.',
  },
  GUEST_MAY_NOT_SPEAK: {
    vi: '{name} dự với tư cách báo chí hoặc công dân, không phát biểu. Không có gì thay đổi.',
    en: '{name} attends as press or citizen, who do not speak. Nothing was changed.',
  },
  GUEST_WAS_HERE: {
    vi: 'Khách đã dự hoặc đã phát biểu nên vẫn ở trong danh sách. Không có gì thay đổi.',
    en: 'The guest came or spoke and stays on the list. Nothing was changed.',
  },
  BROADCAST_ADDRESS: {
    vi: 'Địa chỉ phát trực tiếp phải bắt đầu bằng https:// và không quá 500 ký tự. Không có gì thay đổi; hãy nhập lại.',
    en: 'The address of a broadcast begins with https:// and has at most 500 characters. Nothing was changed; enter it again.',
  },
  BROADCAST_CLOSED: {
    vi: 'Phiên họp kín không phát trực tiếp. Không có gì thay đổi.',
    en: 'A closed sitting is not broadcast. Nothing was changed.',
  },
  BROADCAST_BASIS_MISSING: {
    vi: 'Phiên chất vấn phải truyền hình trực tiếp, trừ khi HĐND quyết định khác. Không có gì thay đổi; hãy chọn biểu quyết thủ tục đã được thông qua và công bố của kỳ họp.',
    en: 'A question sitting is broadcast unless the council decides otherwise. Nothing was changed; choose a procedural poll of the session that was adopted and published.',
  },
  // absence
  ABSENCE_TOO_LATE: {
    vi: 'Xin vắng mặt phải báo trước khi phiên họp khai mạc. Không có gì thay đổi; hãy báo trực tiếp với thư ký kỳ họp.',
    en: 'Absence is asked for before the sitting is opened. Nothing was changed; tell the session secretary in person.',
  },
  ABSENCE_ASKED: {
    vi: 'Người này đã xin vắng phiên họp này. Không có gì thay đổi; hãy rút đơn trước nếu muốn ghi lý do khác.',
    en: 'Absence from this sitting was asked for already. Nothing was changed; withdraw that request first to give another reason.',
  },
  ABSENCE_DECIDED: {
    vi: 'Đơn xin vắng mặt này đã có quyết định hoặc đã rút. Không có gì thay đổi; hãy xem lại danh sách.',
    en: 'This request was decided or withdrawn. Nothing was changed; look at the list again.',
  },
  ABSENCE_NOTE_MISSING: {
    vi: 'Không chấp thuận thì cần ghi lý do cho người xin biết. Không có gì thay đổi; hãy ghi lý do.',
    en: 'Who is declined is told why. Nothing was changed; give the reason.',
  },
  // board
  BOARD_UNKNOWN: {
    vi: 'Không có Thường trực, Ban hay UBND với mã {body} vào ngày {day}. Không có gì thay đổi; hãy chọn cơ quan khác hoặc ngày khác.',
    en: 'On {day} there is no standing body, committee or People’s Committee {body}. Nothing was changed; choose another body or day.',
  },
  BOARD_WITHOUT_MEMBERS: {
    vi: '{board} chưa có thành viên nào vào ngày {day} trong danh bạ. Không có gì thay đổi; hãy ghi thành viên trước.',
    en: '{board} has no members on {day} in the directory. Nothing was changed; record its members first.',
  },
  BOARD_MEETS_APART: {
    vi: 'Phiên họp của Thường trực, Ban, UBND không thuộc kỳ họp của HĐND. Không có gì thay đổi; hãy lập ở mục họp của cơ quan đó.',
    en: 'A meeting of a board is no sitting of a session of the council. Nothing was changed; plan it as a meeting of that body.',
  },
  AGENDA_EMPTY: {
    vi: 'Phiên họp cần từ 1 đến {max} nội dung, mỗi nội dung một dòng. Không có gì thay đổi; hãy ghi nội dung.',
    en: 'A meeting needs 1 to {max} items, one a line. Nothing was changed; write what it is about.',
  },
  POLL_NOT_OF_A_BOARD: {
    vi: 'Bầu cử, lấy phiếu, bỏ phiếu tín nhiệm, miễn nhiệm và bãi nhiệm chỉ thuộc HĐND, không thuộc {board}. Không có gì thay đổi; hãy chọn loại biểu quyết khác.',
    en: 'Elections, ratings, votes of confidence and removals are the council’s, not of {board}. Nothing was changed; choose another kind of poll.',
  },
  // resolution
  RESOLUTION_STATE: {
    vi: 'Không thực hiện được «{command}» khi nghị quyết ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái nghị quyết.',
    en: '“{command}” is not possible while the resolution is {state}. Nothing was changed; check the state of the resolution.',
  },
  RESOLUTION_UNCHANGED: {
    vi: 'Văn bản mới giống hệt phiên bản trước. Không tạo phiên bản; hãy kiểm tra lại văn bản vừa nhập.',
    en: 'The new text equals the version before. No version was made; check the text.',
  },
  RESOLUTION_UNDER_VOTE: {
    vi: 'Dự thảo đang nằm trong một cuộc biểu quyết chưa công bố. Không có gì thay đổi; hãy kết thúc hoặc bỏ cuộc biểu quyết trước.',
    en: 'The draft is in a vote that is not published. Nothing was changed; end or cancel the vote first.',
  },
  RESOLUTION_SIGNED: {
    vi: 'Nghị quyết {number} đã ký chứng thực nên không hủy được kết quả biểu quyết. Không có gì thay đổi; việc sửa phải bằng nghị quyết mới.',
    en: 'Resolution {number} is signed, so its vote cannot be annulled. Nothing was changed; a new resolution must correct it.',
  },
  VERIFYING_BODY_MISSING: {
    vi: 'Chưa phân công Ban thẩm tra. Chưa ghi báo cáo; hãy trình dự thảo cho một Ban trước.',
    en: 'No committee is named to verify it. The report was not recorded; submit the draft to a committee first.',
  },
  NOT_VERIFIED: {
    vi: 'Dự thảo nghị quyết ở trạng thái {state}: chưa có báo cáo thẩm tra và cũng chưa ghi lý do. Không có gì thay đổi; hãy ghi báo cáo thẩm tra hoặc lý do trước khi biểu quyết.',
    en: 'The draft is {state}: there is neither a verification report nor a recorded reason. Nothing was changed; record one before the vote.',
  },
  DRAFT_DECIDED: {
    vi: 'Dự thảo nghị quyết đã được biểu quyết (trạng thái {state}). Không có gì thay đổi; muốn biểu quyết lại, hãy trả dự thảo về để sửa và thẩm tra lại, hoặc hủy kết quả cũ.',
    en: 'The council has voted on this draft already ({state}). Nothing was changed; to vote again, give the draft back to be revised and verified anew, or annul the former vote.',
  },
  DRAFT_NOT_ON_AGENDA: {
    vi: 'Nội dung này chưa gắn với dự thảo nghị quyết nào đã thẩm tra. Không có gì thay đổi; hãy đưa dự thảo vào nội dung ở trang «Nghị quyết».',
    en: 'No verified draft lies on this item. Nothing was changed; place the draft on the item first.',
  },
  DOCUMENT_VERSION_UNKNOWN: {
    vi: 'Dự thảo không có phiên bản {version}. Không có gì thay đổi; hãy chọn một phiên bản có trong danh sách.',
    en: 'The draft has no version {version}. Nothing was changed; choose one of its versions.',
  },
  ITEM_TAKEN: {
    vi: 'Nội dung này đã có cuộc biểu quyết về một dự thảo khác. Không có gì thay đổi; hãy chọn nội dung khác.',
    en: 'This item has a vote on another draft. Nothing was changed; choose another item.',
  },
  SIGNED_BEFORE_ADOPTION: {
    vi: 'Ngày ký và ngày có hiệu lực không được trước ngày thông qua {day}. Không có gì thay đổi; hãy sửa ngày.',
    en: 'Neither the signing nor the effect may come before the adoption on {day}. Nothing was changed; correct the day.',
  },
  EFFECTIVE_TOO_EARLY: {
    vi: 'Sớm nhất có hiệu lực từ {day} ({instrument}, Điều {article}). Không có gì thay đổi; hãy chọn ngày khác, hoặc nêu lý do nếu quy tắc chưa được xác nhận.',
    en: 'It takes effect on {day} at the earliest ({instrument}, article {article}). Nothing was changed; choose a later day, or give the reason where the rule is not confirmed.',
  },
  ENDS_BEFORE_IT_BEGINS: {
    vi: 'Ngày hết hiệu lực phải sau ngày có hiệu lực, và chỉ việc đình chỉ mới có ngày kết thúc. Không có gì thay đổi; hãy sửa ngày.',
    en: 'The last day must follow the first, and only a suspension has one. Nothing was changed; correct the days.',
  },
  STEP_DONE: {
    vi: 'Bước này đã được ghi. Không có gì thay đổi; bước đã ghi không sửa được.',
    en: 'This step is recorded already. Nothing was changed; what was recorded stays.',
  },
  STEP_BEFORE_SIGNING: {
    vi: 'Ngày thực hiện không được trước ngày ký {day}. Không có gì thay đổi; hãy sửa ngày.',
    en: 'The step cannot come before the signing on {day}. Nothing was changed; correct the day.',
  },
  NUMBER_OF_ANOTHER_YEAR: {
    vi: 'Nghị quyết đã giữ một số của năm {year}. Không có gì thay đổi; hãy lập dự thảo mới.',
    en: 'The resolution holds a number of the year {year}. Nothing was changed; make a new draft.',
  },
  RELATION_TARGET_UNKNOWN: {
    vi: 'Không có nghị quyết đã ban hành nào như vậy để sửa đổi, thay thế, bãi bỏ hay đình chỉ. Không có gì thay đổi; hãy chọn lại.',
    en: 'There is no such enacted resolution to amend, replace, repeal or suspend. Nothing was changed; choose another.',
  },
  RELATION_BEYOND_POWERS: {
    vi: 'Hội đồng chỉ sửa đổi văn bản của mình; chỉ bãi bỏ, thay thế, đình chỉ văn bản của mình và của hội đồng cấp dưới trực tiếp. Không có gì thay đổi.',
    en: 'A council amends its own texts; it repeals, replaces and suspends its own and those of the council directly below. Nothing was changed.',
  },
  REPORT_RHYTHM_MISSING: {
    vi: 'Bộ quy tắc của ngày này không nêu nhịp báo cáo. Chưa giao chỉ tiêu; hãy nhập số ngày giữa hai lần báo cáo.',
    en: 'The rule set of the day names no rhythm of reports. The target was not set; give the days between two reports.',
  },
  COMMENT_PERIOD_PAST: {
    vi: 'Ngày kết thúc lấy ý kiến đứng trước hôm nay ({day}). Không có gì thay đổi; hãy chọn ngày khác.',
    en: 'The last day for comments lies before today ({day}). Nothing was changed; choose another day.',
  },
  COMMENT_PERIOD_SHORTER: {
    vi: 'Đã công bố lấy ý kiến đến hết {day}; chỉ được kéo dài. Không có gì thay đổi.',
    en: 'Comments were announced until {day}; that can only be made longer. Nothing was changed.',
  },
  COMMENT_PERIOD_SHORT: {
    vi: 'Theo {instrument}, {article}, lấy ý kiến ít nhất đến hết {day}. Không có gì thay đổi; hãy chọn ngày muộn hơn, hoặc ghi lý do rút ngắn.',
    en: 'By {instrument}, {article}, comments are open until {day} at least. Nothing was changed; choose a later day, or write why it is shorter.',
  },
  COMMENTS_CLOSED: {
    vi: 'Dự thảo này đã hết thời gian lấy ý kiến ({day}). Chưa gửi góp ý; hãy gửi kiến nghị đến Hội đồng nhân dân.',
    en: 'This draft is no longer open for comments ({day}). Your comment was not sent; petition the council instead.',
  },
  COMMENTS_TOO_MANY: {
    vi: 'Đang có quá nhiều góp ý cùng lúc cho dự thảo này. Chưa gửi góp ý của bạn; hãy giữ lại nội dung và gửi sau một giờ.',
    en: 'This draft is receiving too many comments at the moment. Yours was not sent; keep it and send it in an hour.',
  },
  COMMENT_KNOWN: {
    vi: 'Góp ý có nội dung này đã được gửi. Không gửi thêm lần nữa.',
    en: 'A comment with these words was received already. It was not sent twice.',
  },
  COMMENT_LENGTH: {
    vi: 'Góp ý phải có từ {least} đến {most} ký tự. Chưa gửi; hãy sửa rồi gửi lại.',
    en: 'A comment has {least} to {most} characters. It was not sent; change it and send it again.',
  },
  COMMENT_MARKUP: {
    vi: 'Góp ý chỉ gồm chữ thường, không có mã HTML. Chưa gửi; hãy bỏ các dấu < và & rồi gửi lại.',
    en: 'A comment is plain text without HTML. It was not sent; take out < and & and send it again.',
  },
  COMMENT_REASON: {
    vi: 'Không công bố thì phải ghi lý do (không quá 1000 ký tự). Không có gì thay đổi.',
    en: 'Write in at most 1,000 characters why it is not published. Nothing was changed.',
  },
  COMMENT_UNPUBLISHED: {
    vi: 'Chỉ trả lời góp ý đã công bố. Không có gì thay đổi; hãy công bố trước.',
    en: 'Only a published comment is answered. Nothing was changed; publish it first.',
  },
  COMMENT_REPLY: {
    vi: 'Trả lời phải có nội dung, không quá {most} ký tự. Không có gì thay đổi.',
    en: 'An answer has words, at most {most} characters. Nothing was changed.',
  },
  COMMENT_ANSWERED: {
    vi: 'Góp ý này đã được trả lời; câu trả lời đã công bố được giữ nguyên.',
    en: 'This comment is answered already; the published answer stays.',
  },
  ...spreadsheetErrors,
  IMPORT_IN_USE: {
    vi: 'Đã có văn bản hoặc chỉ tiêu gắn với nghị quyết của lần nhập này nên không hoàn tác được. Không có gì thay đổi; hãy gỡ quan hệ đó trước.',
    en: 'Something rests on a resolution of this import, so it cannot be undone. Nothing was changed; remove that first.',
  },
  RELATION_KNOWN: {
    vi: 'Quan hệ này đã được ghi. Không có gì thay đổi.',
    en: 'This relation is recorded already. Nothing was changed.',
  },
  // agenda
  ITEM_UNKNOWN: {
    vi: 'Nội dung này không có trong chương trình của phiên họp. Không có gì thay đổi; hãy chọn lại trong chương trình.',
    en: 'This item is not on the agenda of the sitting. Nothing was changed; choose one from the agenda.',
  },
  PHASE_ORDER: {
    vi: 'Không chuyển được từ bước {from} sang bước {to}. Không có gì thay đổi; nội dung đã công bố chỉ quay lại để biểu quyết lại.',
    en: 'The item cannot go from {from} to {to}. Nothing was changed; a published item goes back only to a new vote.',
  },
  // preparing a session
  SESSION_DAYS: {
    vi: 'Ngày bế mạc không được trước ngày khai mạc, ngày bầu cử không được sau ngày khai mạc. Chưa tạo kỳ họp; hãy sửa ngày.',
    en: 'The session closes before it opens, or opens before the election. Nothing was planned; correct the days.',
  },
  SESSION_NUMBER_TAKEN: {
    vi: 'Khóa này đã có kỳ họp thứ {n}. Chưa tạo kỳ họp; hãy chọn số khác.',
    en: 'This term already has a session number {n}. Nothing was planned; choose another number.',
  },
  ELECTION_DAY_MISSING: {
    vi: 'Kỳ họp thứ nhất của nhiệm kỳ cần ngày bầu cử để tính hạn. Chưa tạo kỳ họp; hãy điền ngày bầu cử.',
    en: 'The first session of a term needs the election day, from which its term counts. Nothing was planned; give the day.',
  },
  STEP_NOT_ITS_OWN: {
    vi: 'Việc này tự xong theo ngày khai mạc, không ghi riêng. Không có gì thay đổi.',
    en: 'This step is done by the opening itself and is not recorded. Nothing was changed.',
  },
  RATING_NOT_HELD: {
    vi: 'Kỳ họp này không lấy phiếu tín nhiệm nên không có việc đó. Chưa ghi gì; hãy ghi kỳ họp có lấy phiếu tín nhiệm trước.',
    en: 'This session holds no confidence rating and has no such step. Nothing was recorded; first say that it holds one.',
  },
  RATING_HELD: {
    vi: 'Kỳ họp đã có phiếu lấy tín nhiệm hoặc đã ghi việc của lấy phiếu tín nhiệm. Không có gì thay đổi; những gì đã ghi được giữ.',
    en: 'The session has a poll of a rating already, or a step of one is recorded. Nothing was changed; what was recorded stays.',
  },
  STEP_IN_FUTURE: {
    vi: 'Ngày thực hiện ở tương lai. Chưa ghi; chỉ ghi việc đã làm.',
    en: 'The day lies in the future. Nothing was recorded; record what has been done.',
  },
  EVIDENCE_MISSING: {
    vi: 'Cần nêu căn cứ (số văn bản, nơi nhận), tối đa 500 ký tự. Chưa ghi gì.',
    en: 'Say what shows it (number of the document, recipient), at most 500 characters. Nothing was recorded.',
  },
  LATE_REASON_MISSING: {
    vi: 'Việc này phải xong chậm nhất ngày {day}. Chưa ghi; hãy nêu lý do muộn, lý do được giữ trong báo cáo.',
    en: 'The last legal day was {day}. Nothing was recorded; say why it was late, the reason stays in the report.',
  },
  STEP_NOT_DONE: {
    vi: 'Chưa ghi việc gửi, hoặc ngày nhận trước ngày gửi. Chưa ghi gì; hãy ghi việc gửi trước.',
    en: 'The sending is not recorded, or the day of receipt lies before it. Nothing was recorded; record the sending first.',
  },
  STATE_SECRET: {
    vi: 'Không nhận tài liệu bí mật nhà nước. Chưa lưu gì; tài liệu này phải gửi theo đường riêng.',
    en: 'State secrets are refused. Nothing was stored; such a document goes its own way.',
  },
  DOCUMENT_TITLE: {
    vi: 'Tài liệu cần có tên, tối đa 500 ký tự. Chưa lưu gì.',
    en: 'A document needs a title of at most 500 characters. Nothing was stored.',
  },
  FILE_REFUSED: {
    vi: 'Chỉ nhận PDF, Word, Excel, PNG hoặc JPEG đúng nội dung, tối đa {max} MB. Chưa lưu phần này; hãy chọn lại tệp.',
    en: 'Only PDF, Word, Excel, PNG or JPEG with such a content, at most {max} MB. This part was not stored; choose the file again.',
  },
  FILE_DAMAGED: {
    vi: 'Tệp nhận được khác tệp đã chọn (mã SHA-256 không khớp). Chưa lưu bản này; hãy tải lên lại.',
    en: 'What arrived is not the file that was chosen (its SHA-256 differs). This version was not kept; upload it again.',
  },
  NOTHING_TO_SEND: {
    vi: 'Chưa có bản mới để gửi hoặc chưa gửi cho người này. Không có gì thay đổi.',
    en: 'There is no new version to send, or none was sent to this person. Nothing was changed.',
  },
  DOCUMENT_LATE: {
    vi: 'Tài liệu phải gửi chậm nhất ngày {day}. Chưa gửi; hãy nêu lý do muộn, lý do được giữ trong báo cáo.',
    en: 'Documents were to be sent by {day}. Nothing was sent; say why it is late, the reason stays in the report.',
  },
  REQUEST_NOT_ALLOWED: {
    vi: 'Luật không cho chủ thể này đề nghị việc đó ở cấp này, hoặc không ký theo cách này. Chưa ghi gì.',
    en: 'At this level the law does not let them ask for that, or not in this way. Nothing was recorded.',
  },
  REQUEST_INCOMPLETE: {
    vi: 'Cần nêu nội dung (tối đa 1.000 ký tự); của cử tri thì thêm tổng số cử tri và người đại diện. Chưa ghi gì.',
    en: 'Say what it is about (at most 1,000 characters); of voters also their total and who represents them. Nothing was recorded.',
  },
  REQUEST_NOT_MET: {
    vi: 'Đề nghị chưa đủ số người theo luật. Chưa ghi quyết định.',
    en: 'Not enough have asked yet. No decision was recorded.',
  },
  REQUEST_CLOSED: {
    vi: 'Đề nghị này đã có quyết định. Không có gì thay đổi.',
    en: 'This request has been decided. Nothing was changed.',
  },
  ALREADY_SIGNED: {
    vi: 'Người này đã ký đề nghị này. Không có gì thay đổi.',
    en: 'They have signed this request already. Nothing was changed.',
  },
  VOTER_INCOMPLETE: {
    vi: 'Mỗi cử tri phải có chữ ký, họ tên, ngày sinh và địa chỉ. Chưa ghi cử tri này.',
    en: 'Each voter needs signature, name, birth date and address. This voter was not recorded.',
  },
  PROGRAMME_UNSOUND: {
    vi: 'Chương trình chưa hợp lệ: mục trên phải đứng trước mục dưới, tên không để trống, phiên họp phải thuộc kỳ họp này. Chưa lưu gì.',
    en: 'The programme is not sound: a parent stands before its children, titles are not empty, sittings are of this session. Nothing was stored.',
  },
  PROGRAMME_POLL: {
    vi: 'Chương trình chỉ được thông qua bằng một cuộc biểu quyết thủ tục của kỳ họp này, đã công bố và chưa dùng cho bản khác. Không có gì thay đổi.',
    en: 'A programme is adopted by a procedural poll of this session that is published and adopted no other version. Nothing was changed.',
  },
  AGENDA_ITEM_BEGUN: {
    vi: 'Nội dung đã bắt đầu, đã có biểu quyết hoặc tài liệu nên không bỏ được. Không có gì thay đổi; hãy giữ nội dung đó trong chương trình.',
    en: 'An item that has begun, or has polls or documents, cannot be taken off. Nothing was changed; keep it on the programme.',
  },
  // attendance
  SEAT_UNKNOWN: {
    vi: 'Người này không có trong danh sách của phiên họp. Không có gì thay đổi; hãy kiểm tra lại người được điểm danh.',
    en: 'This seat is not on the list of the sitting. Nothing was recorded; check who is to be recorded.',
  },
  SEAT_SUSPENDED: {
    vi: 'Người này đang bị tạm đình chỉ nên không được điểm danh. Không có gì thay đổi.',
    en: 'This person is suspended and cannot be checked in. Nothing was recorded.',
  },
  CODE_INVALID: {
    vi: 'Mã điểm danh không đúng hoặc của phiên họp khác. Chưa ghi nhận; mời mở lại trang để lấy mã mới.',
    en: 'The check-in code is wrong or belongs to another sitting. Nothing was recorded; reload the page for a new code.',
  },
  CODE_EXPIRED: {
    vi: 'Mã điểm danh đã quá hạn. Chưa ghi nhận; mời mở lại trang để lấy mã mới.',
    en: 'The check-in code has expired. Nothing was recorded; reload the page for a new code.',
  },
  NOT_PRESENT: {
    vi: 'Người này chưa điểm danh nên không thể ghi rời họp. Không có gì thay đổi.',
    en: 'This person is not checked in, so leaving cannot be recorded. Nothing was changed.',
  },
  ALREADY_PRESENT: {
    vi: 'Người này đang có mặt nên không thể ghi vắng có lý do. Không có gì thay đổi; hãy ghi rời họp trước.',
    en: 'This person is present, so an excuse cannot be recorded. Nothing was changed; record the leaving first.',
  },
  NOTHING_TO_UNDO: {
    vi: 'Không có lần ghi điểm danh nào của tài khoản này để hoàn tác. Không có gì thay đổi.',
    en: 'There is no attendance record of this account to undo. Nothing was changed.',
  },
  UNDO_OVERTAKEN: {
    vi: 'Sau lần ghi của tài khoản này, người này đã được ghi lại bởi người khác. Không có gì thay đổi; hãy sửa bằng một lần ghi mới.',
    en: 'Someone else has recorded this person since. Nothing was changed; correct it with a new record.',
  },
  REASON_MISSING: {
    vi: 'Ghi vắng có lý do phải nêu lý do (tối đa 500 ký tự). Không có gì thay đổi.',
    en: 'An excuse needs its reason (at most 500 characters). Nothing was changed.',
  },
  SITTING_ENDED: {
    vi: 'Phiên họp đã kết thúc; danh sách điểm danh được giữ nguyên. Không có gì thay đổi.',
    en: 'The sitting has ended; its attendance stays as it is. Nothing was changed.',
  },
  // speaking
  SPEAKER_STATE: {
    vi: 'Đăng ký phát biểu này không còn chờ. Không có gì thay đổi; hãy xem lại danh sách.',
    en: 'This request to speak no longer waits. Nothing was changed; check the list.',
  },
  SPEAK_KIND: {
    vi: 'Trả lời chất vấn do Chủ tọa mời. Chưa ghi nhận; hãy chọn loại phát biểu khác.',
    en: 'Answers are called by the chair. Nothing was recorded; choose another kind.',
  },
  SPEAK_NOT_PRESENT: {
    vi: 'Chưa điểm danh nên chưa đăng ký phát biểu được. Mời điểm danh tại bàn thư ký.',
    en: 'Not checked in, so no request was recorded. Check in at the secretary’s desk.',
  },
  SPEAK_ALREADY: {
    vi: 'Đã có trong danh sách đăng ký phát biểu. Đăng ký trước được giữ nguyên.',
    en: 'Already on the speakers’ list. The first request stands.',
  },
  SPEAK_NAME_MISSING: {
    vi: 'Hãy ghi họ tên người phát biểu (họ tên và chức vụ, mỗi phần tối đa 200 ký tự). Không có gì thay đổi.',
    en: 'Give the speaker’s name (name and office, at most 200 characters each). Nothing was changed.',
  },
  SPEAK_QUEUE_FULL: {
    vi: 'Danh sách đăng ký phát biểu đã đầy. Chưa ghi nhận; hãy đăng ký lại sau.',
    en: 'The speakers’ list is full. Nothing was recorded; ask again later.',
  },
  NOBODY_SPEAKS: {
    vi: 'Không có ai đang phát biểu. Không có gì thay đổi.',
    en: 'Nobody has the floor. Nothing was changed.',
  },
  TIMER_RULE_MISSING: {
    vi: 'Bộ quy tắc của ngày họp không có thời gian phát biểu cho loại {kind}. Không có gì thay đổi; hãy báo người quản trị bộ quy tắc.',
    en: 'The rule set of the day has no time limit for {kind}. Nothing was changed; tell whoever keeps the rule sets.',
  },
  // interpellation
  INTERPELLATION_STATE: {
    vi: 'Chất vấn này không ở bước cho phép thao tác đó. Không có gì thay đổi; hãy xem lại danh sách.',
    en: 'The interpellation is not at a step that allows this. Nothing was changed; check the list.',
  },
  INTERPELLATION_TEXT: {
    vi: 'Mục {field} phải có nội dung, tối đa {max} ký tự. Chưa ghi nhận; hãy sửa rồi gửi lại.',
    en: 'The field {field} needs a text of at most {max} characters. Nothing was recorded; correct it and send again.',
  },
  INTERPELLATION_RULE_MISSING: {
    vi: 'Bộ quy tắc của ngày họp không có thời hạn trả lời bằng văn bản. Không có gì thay đổi; hãy báo người quản trị bộ quy tắc.',
    en: 'The rule set of the day has no time limit for written answers. Nothing was changed; tell whoever keeps the rule sets.',
  },
  GROUP_BASIS_MISSING: {
    vi: 'Nhóm vấn đề chất vấn do HĐND quyết định. Không có gì thay đổi; hãy chọn biểu quyết thủ tục đã được thông qua và công bố của kỳ họp.',
    en: 'The council decides the groups of issues. Nothing was changed; choose a procedural poll of the session that was adopted and published.',
  },
  ANSWER_DELEGATED: {
    vi: 'Người bị chất vấn phải trực tiếp trả lời, không ủy quyền. Chưa ghi nhận; văn bản phải do {name} ký.',
    en: 'Whoever is asked answers in person and cannot delegate. Nothing was recorded; {name} must sign the answer.',
  },
  COMMITMENT_DUE_PAST: {
    vi: 'Hạn thực hiện phải từ hôm nay trở đi. Chưa ghi nhận; hãy chọn ngày khác.',
    en: 'The due date must not lie in the past. Nothing was recorded; choose another day.',
  },
  // minutes
  MINUTES_SIGNED: {
    vi: 'Biên bản đã ký nên không thay đổi được. Không có gì thay đổi.',
    en: 'The minutes are signed and do not change. Nothing was changed.',
  },
  MINUTES_NOT_ENDED: {
    vi: 'Biên bản được ký sau khi phiên họp kết thúc. Không có gì thay đổi; hãy kết thúc phiên họp trước.',
    en: 'The minutes are signed after the end of the sitting. Nothing was changed; end the sitting first.',
  },
  MINUTES_NOT_DRAFTED: {
    vi: 'Chưa có dự thảo biên bản. Không có gì thay đổi; hãy lập dự thảo từ nhật ký trước.',
    en: 'There is no draft of the minutes. Nothing was changed; draft them from the log first.',
  },
  MINUTES_TEXT: {
    vi: 'Câu này dài quá {max} ký tự. Chưa ghi nhận; hãy viết ngắn lại.',
    en: 'The sentence is longer than {max} characters. Nothing was recorded; shorten it.',
  },
  // poll and ballot: below
  POLL_STATE: {
    vi: 'Không thực hiện được «{command}» khi cuộc biểu quyết ở trạng thái {state}. Không có gì thay đổi; hãy xem lại trạng thái cuộc biểu quyết.',
    en: '“{command}” is not possible while the poll is {state}. Nothing was changed; check the state of the poll.',
  },
  POLL_UNDER_WAY: {
    vi: 'Đang có cuộc biểu quyết chưa kết thúc. Không có gì thay đổi; hãy kết thúc hoặc bỏ cuộc biểu quyết trước.',
    en: 'A poll is under way. Nothing was changed; close or cancel the poll first.',
  },
  FORM_NEEDS_DECISION: {
    vi: 'Hình thức này khác quy tắc của loại biểu quyết. Chưa tạo; hãy ghi rõ quyết định của HĐND về hình thức.',
    en: 'This form differs from the rule of the kind. Nothing was created; name the council’s decision on the form.',
  },
  FORM_IS_FIXED: {
    vi: 'Luật quy định hình thức của loại biểu quyết này, không đổi được. Chưa tạo; hãy bỏ lựa chọn hình thức.',
    en: 'The law fixes the form of this kind of poll. Nothing was created; leave the form to the rule.',
  },
  SECRET_UNAVAILABLE: {
    vi: 'Loại này bỏ phiếu kín, mà bỏ phiếu kín chưa được bật cho HĐND này. Chưa tạo; hãy bỏ phiếu giấy.',
    en: 'This kind is secret, and secret polls are not enabled for this council. Nothing was created; vote on paper.',
  },
  ROWS_MISSING: {
    vi: 'Phiếu này cần danh sách: ít nhất một người, hoặc hai phương án. Chưa tạo; hãy bổ sung.',
    en: 'This ballot needs its rows: at least one person, or two options. Nothing was created; add them.',
  },
  ROWS_UNWANTED: {
    vi: 'Loại này chỉ có tán thành, không tán thành, không biểu quyết. Chưa tạo; hãy bỏ danh sách.',
    en: 'This kind has three choices and no rows. Nothing was created; leave the rows out.',
  },
  TOO_MANY_ROWS: {
    vi: 'Một phiếu có nhiều nhất 100 dòng. Chưa tạo; hãy chia thành nhiều phiếu.',
    en: 'A ballot has at most 100 rows. Nothing was created; divide it.',
  },
  ROW_TWICE: {
    vi: 'Dòng {row} trùng với một dòng trước. Chưa tạo; mỗi người, mỗi phương án chỉ ghi một lần.',
    en: 'Row {row} repeats an earlier one. Nothing was created; each person or option stands once.',
  },
  RATED_ELECTED_IN_YEAR: {
    vi: 'Dòng {row}, {name}: được bầu, bổ nhiệm ngày {day} ({post}), trong năm lấy phiếu, nên không lấy phiếu tín nhiệm ({source}). Không có gì thay đổi; hãy bỏ dòng này. Nếu là người khác trùng tên, hãy ghi chức vụ của người đó vào danh bạ trước.',
    en: 'Row {row}, {name}: elected or appointed on {day} ({post}), in the year of the rating, and therefore not rated ({source}). Nothing was changed; leave the row out. If another person of that name is meant, record their office in the directory first.',
  },
  RATED_RETIRING: {
    vi: 'Dòng {row}, {name}: đã có thông báo nghỉ hưu ngày {day} ({document}), nên không lấy phiếu tín nhiệm ({source}). Không có gì thay đổi; hãy bỏ dòng này, hoặc rút thông báo nếu ghi nhầm.',
    en: 'Row {row}, {name}: a notice of retirement was received on {day} ({document}), and therefore not rated ({source}). Nothing was changed; leave the row out, or withdraw the notice if it was a mistake.',
  },
  PICK_UNWANTED: {
    vi: 'Chỉ phiếu bầu cử mới có số lượng được bầu. Chưa tạo; hãy bỏ số lượng.',
    en: 'Only an election has a number to be elected. Nothing was created; leave it out.',
  },
  PICK_RANGE: {
    vi: 'Số lượng được bầu phải từ 1 và không quá số người trong danh sách (ít hơn, nếu chỉ đánh dấu người được chọn). Chưa tạo.',
    en: 'The number to be elected is from 1 up to the number of candidates (fewer, where only the chosen are marked). Nothing was created.',
  },
  REMOVAL_UNWANTED: {
    vi: 'Chỉ miễn nhiệm, bãi nhiệm mới cần nói rõ đối tượng. Chưa tạo.',
    en: 'Only a removal says whom it removes. Nothing was created.',
  },
  TALLY_DOES_NOT_ADD_UP: {
    vi: 'Số liệu kiểm phiếu không khớp: {what}. Chưa công bố; hãy kiểm tra lại biên bản kiểm phiếu.',
    en: 'The counts do not agree: {what}. Nothing was published; check the tally record.',
  },
  ITEM_POLL_OPEN: {
    vi: 'Biểu quyết từng nội dung của mục này chưa kết thúc. Chưa mở; hãy kết thúc rồi mới biểu quyết toàn văn.',
    en: 'A vote on a single part of this item is not over. Nothing was opened; finish it before the vote on the whole.',
  },
  POLL_UNTIMED: {
    vi: 'Cuộc biểu quyết này không đặt thời gian nên không có gì để gia hạn; Chủ tọa tự kết thúc.',
    en: 'This poll has no time limit, so there is nothing to extend; the chair ends it.',
  },
  RESOLUTION_CONFIRMS_NOTHING: {
    vi: 'Chỉ lập được nghị quyết xác nhận cho cuộc bầu hoặc cuộc lấy, bỏ phiếu tín nhiệm đã công bố của hội đồng này. Chưa lập dự thảo; hãy công bố kết quả trước.',
    en: 'A confirming resolution is drafted for a published election or confidence poll of this council only. Nothing was drafted; publish the result first.',
  },
  RESOLUTION_CONFIRMS_TWICE: {
    vi: 'Kết quả này đã có dự thảo nghị quyết xác nhận trong mục Nghị quyết. Không có gì thay đổi; hãy mở dự thảo đó, hoặc rút dự thảo đó trước khi lập lại.',
    en: 'This result already has its confirming draft among the resolutions. Nothing was changed; open that one, or withdraw it before drafting again.',
  },
  ALREADY_REVOTED: {
    vi: 'Cuộc biểu quyết đã hủy này đã có cuộc biểu quyết lại. Không có gì thay đổi; hãy mở cuộc biểu quyết lại đó.',
    en: 'This annulled poll already has its new vote. Nothing was changed; open that one.',
  },
  RULE_MISSING: {
    vi: 'Bộ quy tắc của ngày họp không có tỷ lệ thông qua cho loại biểu quyết {kind}. Không có gì thay đổi; hãy báo người quản trị bộ quy tắc.',
    en: 'The rule set of the day has no majority for a poll of kind {kind}. Nothing was changed; tell whoever keeps the rule sets.',
  },
  SITTING_NOT_OPEN: {
    vi: 'Phiên họp chưa khai mạc hoặc đang giải lao nên chưa mở được biểu quyết. Không có gì thay đổi; hãy mở phiên họp trước.',
    en: 'The sitting is not in session, so the poll cannot open. Nothing was changed; open or resume the sitting first.',
  },
  ANOTHER_POLL_OPEN: {
    vi: 'Phiên họp đang có một cuộc biểu quyết khác chưa kết thúc. Không có gì thay đổi; hãy kết thúc cuộc đó trước.',
    en: 'Another poll of this sitting has not ended. Nothing was changed; end that one first.',
  },
  STORAGE_NOT_DURABLE: {
    vi: 'Máy chủ cơ sở dữ liệu đang tắt fsync, full_page_writes hoặc synchronous_commit: mất điện có thể mất phiếu đã xác nhận. Không mở biểu quyết; hãy báo người quản trị.',
    en: 'The database runs without fsync, full_page_writes or synchronous_commit: a power cut could lose acknowledged ballots. The poll was not opened; tell the operator.',
  },
  QUORUM_NOT_MET: {
    vi: 'Có mặt {present}, quy tắc cần ít nhất {needed} trong {total} {seated}. Không có gì thay đổi; hãy điểm danh thêm.',
    en: '{present} are present, the rule asks for at least {needed} of {total} {seatedEn}. Nothing was changed; check in more.',
  },
  TOO_FEW_TO_PASS: {
    vi: 'Có mặt {present}, cần ít nhất {needed}/{total} {seated} tán thành: chưa đủ người để thông qua.',
    en: '{present} are present and {needed} of {total} {seatedEn} must be in favour: too few for anything to pass.',
  },
  BALLOT_KEY_REUSED: {
    vi: 'Mã phiếu này đã dùng cho một lựa chọn khác. Phiếu trước còn hiệu lực; hãy bấm lại để gửi lựa chọn mới.',
    en: 'This ballot key was used for another choice. The first vote stands; press again to send the new choice.',
  },
  BALLOT_NOT_ON_ROLL: {
    vi: 'Không có trong danh sách biểu quyết. Không có gì được ghi nhận; mời hỏi bàn thư ký.',
    en: 'Not on the voting roll. Nothing was recorded; ask the secretary’s desk.',
  },
  BALLOT_NOT_PRESENT: {
    vi: 'Chưa điểm danh nên phiếu chưa được ghi nhận. Mời điểm danh tại bàn thư ký rồi bấm lại.',
    en: 'Not checked in, so nothing was recorded. Check in at the secretary’s desk, then press again.',
  },
  BALLOT_SUSPENDED: {
    vi: 'Đang tạm đình chỉ nên không tham gia biểu quyết. Không có gì được ghi nhận.',
    en: 'Suspended, and so without a vote. Nothing was recorded.',
  },
  BALLOT_POLL_NOT_OPEN: {
    vi: 'Chưa mở biểu quyết. Không có gì được ghi nhận; ba lựa chọn sẽ hiện khi Chủ tọa mở biểu quyết.',
    en: 'The vote is not open. Nothing was recorded; the options appear when the chair opens it.',
  },
  BALLOT_POLL_PAUSED: {
    vi: 'Đang tạm dừng biểu quyết. Phiếu này chưa được ghi nhận, phiếu đã ghi nhận được giữ nguyên; máy tự gửi lại khi tiếp tục.',
    en: 'Voting is paused. This ballot is not recorded, recorded ones are kept; it is sent again when voting resumes.',
  },
  BALLOT_POLL_CLOSED: {
    vi: 'Đã kết thúc; phiếu không được ghi nhận. Phiếu đã ghi nhận trước đó được giữ nguyên.',
    en: 'Closed; this ballot is not recorded. A ballot recorded before stays.',
  },
  BALLOT_SUPERSEDED: {
    vi: 'Đã có lựa chọn mới hơn của chính người bỏ phiếu. Lựa chọn mới hơn được giữ; lần bấm cũ này không thay thế.',
    en: 'A newer choice of yours is recorded. It stays; this older press does not replace it.',
  },
  BALLOT_ALREADY_VOTED: {
    vi: 'Đại biểu đã bỏ phiếu. Phiếu đã bỏ được giữ nguyên; phiếu kín không đổi được.',
    en: 'Already voted. The ballot in the box stays; a secret ballot cannot be changed.',
  },
  BALLOT_PIN_NEEDED: {
    vi: 'Phiếu kín cần nhập lại mã PIN ngay trước khi bỏ. Phiếu chưa được bỏ; hãy nhập mã PIN rồi bỏ phiếu.',
    en: 'A secret ballot needs the PIN again just before it is cast. Nothing was cast; enter the PIN, then cast it.',
  },
  SECRET_NOT_ENABLED: {
    vi: 'HĐND này chưa có quyết định cho bỏ phiếu kín trên thiết bị. Không có gì thay đổi; hãy ghi nhận quyết định, hoặc bỏ phiếu giấy.',
    en: 'This council has not decided to hold secret polls on devices. Nothing was changed; record the decision, or vote on paper.',
  },
  SECRET_KEY_MISSING: {
    vi: 'Chưa có khóa của cuộc bỏ phiếu kín do Ban kiểm phiếu hiện tại giữ. Chưa mở; Trưởng ban kiểm phiếu hãy tạo khóa.',
    en: 'There is no key for this secret poll in the hands of its present tally committee. Not opened; its head makes the key first.',
  },
  SECRET_NOT_HEAD: {
    vi: 'Chỉ Trưởng ban kiểm phiếu tạo khóa. Không có gì thay đổi.',
    en: 'Only the head of the tally committee makes the key. Nothing was changed.',
  },
  SECRET_SHARES: {
    vi: 'Khóa phải chia cho đúng {members} thành viên Ban kiểm phiếu, mỗi người một phần. Không có gì thay đổi; hãy tạo lại khóa.',
    en: 'The key must be shared among exactly the {members} members of the tally committee, one share each. Nothing was changed; make the key again.',
  },
  SECRET_OTHER_BOX: {
    vi: 'Kết quả gửi lên không phải của hòm phiếu này (có {ballots} phiếu), hoặc chưa đủ phần khóa. Không có gì thay đổi; hãy tải lại trang rồi mở lại hòm phiếu.',
    en: 'What was sent is not of this box (which holds {ballots} ballots), or shares are missing. Nothing was changed; reload the page and open the box again.',
  },
  SECRET_COUNTED: {
    vi: 'Hòm phiếu đã được kiểm xong. Không có gì thay đổi; hãy ký xác nhận.',
    en: 'The box has been counted. Nothing was changed; sign the count.',
  },
  BALLOT_UNKNOWN_CHOICE: {
    vi: 'Lựa chọn này không có trong phiếu. Không có gì được ghi nhận; hãy tải lại trang.',
    en: 'This choice is not on the ballot. Nothing was recorded; reload the page.',
  },
  // tally committee
  TALLY_TOO_FEW: {
    vi: 'Ban kiểm phiếu có {given} người, quy tắc cần ít nhất {needed}. Không có gì thay đổi; hãy chọn thêm thành viên.',
    en: 'The tally committee has {given} members, the rule asks for at least {needed}. Nothing was changed; add members.',
  },
  TALLY_MEMBER_TWICE: {
    vi: 'Một đại biểu được chọn hai lần vào Ban kiểm phiếu. Không có gì thay đổi; hãy chọn người khác.',
    en: 'A delegate was chosen twice for the tally committee. Nothing was changed; choose someone else.',
  },
  TALLY_NOT_MEMBER: {
    vi: 'Chỉ thành viên Ban kiểm phiếu của cuộc bỏ phiếu này được ký xác nhận. Không có gì thay đổi.',
    en: 'Only members of this poll’s tally committee sign it. Nothing was changed.',
  },
  TALLY_CANDIDATE: {
    vi: 'Người có tên trên phiếu đang ngồi trong Ban kiểm phiếu. Chưa mở; hãy thay người đó trong Ban kiểm phiếu.',
    en: 'Somebody on the ballot sits on the tally committee. Not opened; replace that member of the committee.',
  },
  TALLY_OPENER: {
    vi: 'Người mở cuộc bỏ phiếu không ký xác nhận kết quả của chính cuộc đó. Không có gì thay đổi; mời thành viên khác ký.',
    en: 'Whoever opened the poll does not certify it. Nothing was changed; another member signs.',
  },
  TALLY_OTHER_DIGEST: {
    vi: 'Số liệu đang ký không phải số liệu đã kiểm của cuộc bỏ phiếu này. Chưa ký; hãy tải lại trang và đối chiếu lại.',
    en: 'What was to be signed is not what was counted in this poll. Nothing was signed; reload and compare again.',
  },
  // paper and hands
  HANDS_NOT_SECRET: {
    vi: 'Bỏ phiếu kín không thể giơ tay. Không có gì thay đổi; hãy chọn phiếu giấy.',
    en: 'A secret poll cannot be a show of hands. Nothing was changed; choose paper.',
  },
  NOT_FROM_DEVICES: {
    vi: 'Chỉ chuyển được từ biểu quyết điện tử sang phiếu giấy hoặc giơ tay. Không có gì thay đổi.',
    en: 'Only an electronic poll goes over to paper or hands. Nothing was changed.',
  },
  SHEET_NOT_YOURS: {
    vi: 'Chỉ thư ký kỳ họp và thành viên Ban kiểm phiếu nhập kết quả kiểm phiếu. Chưa ghi gì.',
    en: 'Only the session secretary and members of the tally committee enter a count. Nothing was recorded.',
  },
  BEYOND_LIMITED_POWERS: {
    vi: 'Hội đồng còn {remaining}/{elected} đại biểu, nhiệm kỳ còn không quá {months} tháng: chỉ quyết định kế hoạch kinh tế – xã hội và ngân sách ({source}). Nội dung khác chưa bị chặn; Thư ký kiểm tra trước khi đưa ra biểu quyết.',
    en: '{remaining} of {elected} delegates are left and no more than {months} months of the term: the council decides on the socio-economic plan and the budget only ({source}). Nothing else is barred; the clerk checks it before it is put to the vote.',
  },
  CASTING_SIDE_MISSING: {
    vi: '{n} tán thành, {n} không tán thành: số phiếu ngang nhau, bên có biểu quyết của {name} quyết định. Chưa ghi gì; hãy ghi {name} ở bên nào rồi nhập lại.',
    en: '{n} for, {n} against: a tie, which the side of {name} decides. Nothing was recorded; say which side {name} was on and enter again.',
  },
  SHEET_DOES_NOT_RECONCILE: {
    vi: 'Không khớp ở dòng «{vi}»: {left} và {right}. Chưa ghi gì; hãy kiểm lại dòng này rồi nhập lại.',
    en: 'Does not add up at “{en}”: {left} and {right}. Nothing was recorded; check this line and enter again.',
  },
  TALLY_COMMITTEE_MISSING: {
    vi: 'Bỏ phiếu kín cần Ban kiểm phiếu. Không có gì thay đổi; hãy ghi nhận Ban kiểm phiếu trước.',
    en: 'A secret poll needs its tally committee. Nothing was changed; record the committee first.',
  },
  // nominations
  LIST_NOT_CLOSED: {
    vi: 'Danh sách bầu cử chưa được HĐND biểu quyết chốt. Không có gì thay đổi; hãy lập và chốt danh sách ở mục Bầu cử của bàn thư ký, rồi tạo phiếu bầu từ danh sách đó.',
    en: 'The council has not closed the list of candidates by a vote. Nothing was changed; open and close the list under Elections at the clerk’s desk, then make the election from it.',
  },
  LIST_CLOSED: {
    vi: 'Danh sách bầu cử đã chốt nên không thay đổi được nữa. Không có gì thay đổi.',
    en: 'The list of candidates is closed and does not change any more. Nothing was changed.',
  },
  LIST_UNKNOWN: {
    vi: 'Không có danh sách bầu cử này trong phiên họp. Không có gì thay đổi; hãy tải lại trang.',
    en: 'There is no such list of candidates in this sitting. Nothing was changed; reload the page.',
  },
  LIST_POLL_UNFIT: {
    vi: 'Chỉ chốt được danh sách bằng cuộc biểu quyết thủ tục của phiên họp này đã công bố và được thông qua. Không có gì thay đổi.',
    en: 'A list is closed by a procedural poll of this sitting that was published and adopted. Nothing was changed.',
  },
  LIST_TOO_SHORT: {
    vi: 'Danh sách còn {given} người, cần bầu {needed}. Không có gì thay đổi; hãy giới thiệu thêm.',
    en: 'There are {given} candidates left for {needed} places. Nothing was changed; nominate more.',
  },
  NOMINATION_TWICE: {
    vi: 'Người này đã có trong danh sách. Không có gì thay đổi.',
    en: 'This person is already on the list. Nothing was changed.',
  },
  NOMINATION_UNKNOWN: {
    vi: 'Không có người này trong danh sách, hoặc đã rút. Không có gì thay đổi; hãy tải lại trang.',
    en: 'There is no such nomination, or it was withdrawn. Nothing was changed; reload the page.',
  },
  NO_RUN_OFF: {
    vi: 'Cuộc bầu này không có người bằng phiếu phải bầu lại, hoặc đã có cuộc bầu lại. Không có gì thay đổi.',
    en: 'No candidates of this election are tied for a place, or the run-off exists already. Nothing was changed.',
  },
  // corrections
  CORRECTION_UNFIT: {
    vi: 'Chỉ đính chính được phiếu công khai, có tên, biểu quyết trên thiết bị. Không có gì được ghi.',
    en: 'Only a vote with names, cast on a device, can be corrected. Nothing was recorded.',
  },
  CORRECTION_TWICE: {
    vi: 'Đại biểu đã có một đính chính kèm kết quả này. Đính chính trước được giữ; không ghi thêm.',
    en: 'A statement of yours is annexed to this result already. It stays; nothing was added.',
  },
  CORRECTION_SAME: {
    vi: 'Lựa chọn này chính là lựa chọn đã ghi nhận. Không có gì được ghi.',
    en: 'This is the choice that was recorded. Nothing was recorded.',
  },
});
