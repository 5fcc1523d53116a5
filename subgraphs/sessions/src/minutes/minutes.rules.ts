/**
 * The sentences of the minutes (biên bản): one for each event that the law
 * wants remembered, in Vietnamese, from the log alone.
 *
 * Promises   the same log gives the same sentences in the same order; a vote's
 *            sentence holds presence, form, question, counts and outcome, so
 *            that it can be reconstructed (R-VOT-21).
 * Elsewhere  reading the log: minutes-log.service
 */
import { createHash } from 'node:crypto';
import { dayText, timeText } from '@nghitruong/kit/i18n';
import type { BallotCounts } from '../ballot/tally.js';
import { capital, COUNCIL_WORDS, type PlaceWords } from '../board/board.rules.js';
import { VERDICT_NAME, type RowVerdictName } from '../poll/rule-snapshot.rules.js';
import { markName } from '../tally-sheet/tally-sheet.rules.js';

/** A person or an option of a ballot, as it was counted. */
export interface PollLine {
  readonly name: string;
  readonly post: string | null;
  /** In the order of the ballot. */
  readonly marks: readonly (readonly [mark: string, count: number])[];
  /** null of an option: there the whole ballot is invalid. */
  readonly invalid: number | null;
  readonly verdict: RowVerdictName | null;
}

export type LogEntry = { readonly at: Date } & (
  | {
      readonly is: 'OPENED';
      readonly sitting: string;
      readonly session: string;
      readonly present: number;
      readonly total: number;
    }
  | { readonly is: 'BREAK' | 'RESUMED' | 'ENDED' | 'CLOSED' | 'PUBLIC' }
  | { readonly is: 'PRESIDES'; readonly from: string | null; readonly to: string }
  | { readonly is: 'ITEM'; readonly position: number; readonly title: string }
  | { readonly is: 'ARRIVED' | 'LEFT'; readonly name: string }
  | { readonly is: 'EXCUSED'; readonly name: string; readonly reason: string }
  | {
      readonly is: 'SPEECH';
      readonly name: string;
      readonly group: string | null;
      readonly guest: boolean;
      readonly kind: string;
      readonly seconds: number;
      readonly over: number;
    }
  | {
      readonly is: 'POLL';
      readonly title: string;
      readonly secret: boolean;
      readonly total: number;
      readonly present: number;
      readonly late: number;
      readonly voted: number;
      readonly for: number;
      readonly against: number;
      readonly abstain: number;
      readonly notRecorded: number;
      readonly needed: number;
      readonly outcome: 'ADOPTED' | 'REJECTED' | null;
      readonly digest: string;
      /** As many for as against, where the head of a board has the casting vote. */
      readonly tie?: boolean;
      /** Of a ballot with rows or options: what was counted of each, in place of the three choices. */
      readonly ballots?: BallotCounts;
      readonly lines?: readonly PollLine[];
    }
  | { readonly is: 'POLL_ANNULLED'; readonly title: string; readonly basis: string }
  | { readonly is: 'POLL_CANCELLED'; readonly title: string; readonly reason: string }
  | {
      readonly is: 'ASKED' | 'ASKED_MORE' | 'ANSWERED';
      readonly asking: string;
      readonly asked: string;
      readonly office: string;
      readonly issue: string;
    }
  | { readonly is: 'DEFERRED'; readonly asked: string; readonly issue: string; readonly dueOn: string }
  | { readonly is: 'PROMISED'; readonly asked: string; readonly what: string; readonly dueOn: string }
  | { readonly is: 'JUDGED'; readonly asking: string; readonly issue: string; readonly satisfied: boolean }
);

const KINDS: Readonly<Record<string, string>> = {
  CONTRIBUTION: 'phát biểu thảo luận',
  PRO: 'phát biểu tán thành',
  CONTRA: 'phát biểu tranh luận',
  POINT_OF_ORDER: 'có ý kiến về thủ tục',
  QUESTION: 'chất vấn',
  ANSWER: 'trả lời chất vấn',
};
const lasting = (seconds: number): string =>
  [seconds >= 60 ? `${Math.floor(seconds / 60)} phút` : '', seconds % 60 > 0 ? `${seconds % 60} giây` : '']
    .filter(Boolean)
    .join(' ') || '0 giây';

const lineOf = ({ name, post, marks, invalid, verdict }: PollLine, i: number): string => {
  const counts = [
    ...marks.map(([mark, n]) => `${markName(mark).vi.toLocaleLowerCase('vi')} ${n}`),
    ...(invalid === null ? [] : [`không hợp lệ ${invalid}`]),
  ];
  const end =
    verdict === null || verdict === 'NO_CONSEQUENCE' ? '' : ` (${VERDICT_NAME[verdict].toLocaleLowerCase('vi')})`;
  return `${i + 1}. ${name}${post === null ? '' : `, ${post}`}: ${counts.join(', ')}${end}`;
};

export function sentenceOf(entry: LogEntry, words: PlaceWords = COUNCIL_WORDS): string {
  // To the minute: the log has the rest.
  const at = `Lúc ${timeText(entry.at).slice(0, 5)}`;
  switch (entry.is) {
    case 'OPENED':
      return `${at}, Chủ tọa khai mạc ${entry.sitting}, ${entry.session}; có mặt ${entry.present}/${entry.total} ${words.members}.`;
    case 'BREAK':
      return `${at}, phiên họp nghỉ giải lao.`;
    case 'RESUMED':
      return `${at}, phiên họp tiếp tục.`;
    case 'ENDED':
      return `${at}, Chủ tọa tuyên bố kết thúc phiên họp.`;
    case 'CLOSED':
      return `${at}, phiên họp chuyển sang họp kín.`;
    case 'PUBLIC':
      return `${at}, phiên họp trở lại họp công khai.`;
    case 'PRESIDES':
      return entry.from === null
        ? `${at}, ${entry.to} điều hành phiên họp.`
        : `${at}, ${entry.from} chuyển quyền điều hành phiên họp cho ${entry.to}.`;
    case 'ITEM':
      return `${at}, ${words.place} xem xét nội dung ${entry.position}: ${entry.title}.`;
    case 'ARRIVED':
      return `${at}, ${words.member} ${entry.name} có mặt.`;
    case 'LEFT':
      return `${at}, ${words.member} ${entry.name} rời phiên họp.`;
    case 'EXCUSED':
      return `${capital(words.member)} ${entry.name} vắng mặt có lý do: ${entry.reason}.`;
    case 'SPEECH': {
      const who = entry.guest
        ? `${entry.group ? `${entry.group} ` : ''}${entry.name}`
        : `${words.member} ${entry.name}${entry.group ? ` (${entry.group})` : ''}`;
      const over = entry.over > 0 ? `, quá giờ ${lasting(entry.over)}` : '';
      return `${at}, ${who} ${KINDS[entry.kind] ?? 'phát biểu'} trong ${lasting(entry.seconds)}${over}.`;
    }
    case 'POLL': {
      const form = entry.secret ? 'bỏ phiếu kín' : 'biểu quyết công khai';
      const late = entry.late > 0 ? ` (thêm ${entry.late} sau khi mở)` : '';
      const verdict =
        entry.outcome === null ? '' : entry.outcome === 'ADOPTED' ? ' Được thông qua' : ' Không được thông qua';
      const need =
        entry.outcome === null
          ? ''
          : ` (cần từ ${entry.needed}/${entry.total}${entry.tie ? `; số phiếu ngang nhau, theo bên có biểu quyết của người đứng đầu` : ''}).`;
      const hall = `${at}, công bố kết quả ${form} «${entry.title}»: tổng số ${entry.total} ${words.members}, có mặt ${entry.present}${late}`;
      if (entry.lines && entry.ballots) {
        const { issued, collected, valid, invalid } = entry.ballots;
        const abstained = entry.lines.some((l) => l.invalid === null) ? `; không biểu quyết ${entry.abstain}` : '';
        return `${hall}; phiếu phát ra ${issued}, thu về ${collected}, hợp lệ ${valid}, không hợp lệ ${invalid}. ${entry.lines.map(lineOf).join('; ')}${abstained}. Mã kết quả ${entry.digest}.`;
      }
      return `${hall}, tham gia biểu quyết ${entry.voted}; tán thành ${entry.for}, không tán thành ${entry.against}, không biểu quyết ${entry.abstain}, có mặt chưa ghi nhận phiếu ${entry.notRecorded}.${verdict}${need} Mã kết quả ${entry.digest}.`;
    }
    case 'POLL_ANNULLED':
      return `${at}, hủy kết quả biểu quyết «${entry.title}». Căn cứ: ${entry.basis}.`;
    case 'POLL_CANCELLED':
      return `${at}, bỏ cuộc biểu quyết «${entry.title}». Lý do: ${entry.reason}.`;
    case 'ASKED':
      return `${at}, đại biểu ${entry.asking} chất vấn ${entry.asked} (${entry.office}) về: ${entry.issue}.`;
    case 'ASKED_MORE':
      return `${at}, đại biểu ${entry.asking} hỏi thêm ${entry.asked} (${entry.office}) về: ${entry.issue}.`;
    case 'ANSWERED':
      return `${at}, ${entry.asked} (${entry.office}) trả lời chất vấn của đại biểu ${entry.asking} về: ${entry.issue}.`;
    case 'DEFERRED':
      return `${at}, chất vấn về «${entry.issue}» chuyển sang trả lời bằng văn bản; ${entry.asked} trả lời trước hết ngày ${dayText(entry.dueOn)}.`;
    case 'PROMISED':
      return `${at}, ${entry.asked} hứa: ${entry.what}; thời hạn ${dayText(entry.dueOn)}.`;
    case 'JUDGED':
      return `${at}, đại biểu ${entry.asking} ${entry.satisfied ? 'hài lòng' : 'chưa hài lòng'} với trả lời chất vấn về: ${entry.issue}.`;
  }
}

/** What is signed: every sentence in its order with the event it came from. */
export function hashOf(
  sentences: readonly { readonly source: string; readonly sourceId: string; readonly text: string }[],
): string {
  const lines = sentences.map(({ source, sourceId, text }) => JSON.stringify([source, sourceId, text]));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
