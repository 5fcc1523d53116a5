/** Every picture of the wall. */
import '../../../src/wall/wall.css';
import '../../../src/wall/result.css';
import { seatAs } from '../../../src/shared/seated.js';
import { Wall } from '../../../src/wall/wall.js';
import { wallView, type Chamber, type WallInput } from '../../../src/wall/wall.states.js';
import {
  at,
  cabinet,
  chamber,
  item,
  now,
  poll,
  result,
  speaker,
  tied,
  titles,
  waiting,
  electionForm,
  electionResult,
  optionForm,
  optionResult,
  ratingForm,
  ratingResult,
} from '../fixtures.js';
import type { Scene } from '../scene.js';

const wall = (shown: Chamber, over: Partial<WallInput> = {}): Scene => ({
  page: 'wall',
  draw: () => (
    <Wall
      view={wallView({
        chamber: seatAs(shown)!,
        connection: 'ONLINE',
        silentMs: 0,
        heardAt: shown.serverTime,
        now,
        ...over,
      })}
      screen="Màn hình 1"
      now={now}
    />
  ),
});
const late = { connection: 'LATE', silentMs: 4_300, heardAt: at('09:42:10') } as const;
const lost = { connection: 'LOST', silentMs: 12_300, heardAt: at('09:42:10') } as const;
const open = chamber({ poll: poll() });
const adopted = poll({ state: 'PUBLISHED', result: result({ for: 57, against: 1, abstain: 3 }) });
const big = { total: 500, present: 487 };

export const scenes: Record<string, Scene> = {
  'wall-paper-open': wall(chamber({ poll: poll({ method: 'PAPER', form: 'SECRET', closesAt: null }) })),
  'wall-paper-counting': wall(
    chamber({
      poll: poll({ method: 'PAPER', form: 'SECRET', state: 'CLOSED', certification: { signed: 1, required: 2 } }),
    }),
  ),
  'wall-holding': wall(
    chamber({ view: 'HOLDING', sittingState: 'PLANNED', attendance: { ...chamber().attendance, present: 58 } }),
  ),
  'wall-break': wall(chamber({ view: 'HOLDING', sittingState: 'BREAK', breakUntil: at('10:15:00') })),
  'wall-ended': wall(chamber({ view: 'HOLDING', sittingState: 'ENDED' })),
  'wall-item': wall(chamber({ view: 'AGENDA_ITEM' })),
  'wall-item-longest': wall(
    chamber({
      view: 'AGENDA_ITEM',
      item: item({ title: titles.longest, phase: 'WHOLE' }),
      nextItem: item({ id: 'x', position: 8, title: titles.long, shortTitle: null }),
    }),
  ),
  'wall-speaker': wall(chamber({ view: 'SPEAKER', poll: null, speaking: { current: speaker(), queue: [waiting] } })),
  'wall-speaker-over': wall(
    chamber({
      view: 'SPEAKER',
      poll: null,
      speaking: {
        current: speaker({
          fullName: 'Nguyễn Ngọc Phương Thảo Nguyên',
          groupName: 'Giám đốc Sở Nông nghiệp và Môi trường',
          kind: 'ANSWER',
          endsAt: at('09:41:50'),
          limitSeconds: 420,
        }),
        queue: [],
      },
    }),
  ),
  'wall-speaker-late': wall(
    chamber({ view: 'SPEAKER', poll: null, speaking: { current: speaker(), queue: [waiting] } }),
    late,
  ),
  'wall-announced': wall(
    chamber({
      poll: poll({
        state: 'READY',
        openedAt: null,
        closesAt: null,
        announcedAt: at('09:42:10'),
        opensAt: at('09:43:00'),
      }),
    }),
  ),
  'wall-open': wall(open),
  'wall-open-longest': wall(chamber({ poll: poll({ title: titles.longest }) })),
  'wall-open-500': wall(
    chamber({
      poll: poll({
        turnout: { recorded: 461, present: 487, lateArrivals: 2 },
        threshold: { ...poll().threshold, of: 500, needed: 251 },
      }),
    }),
  ),
  'wall-open-untimed': wall(chamber({ poll: poll({ closesAt: null }) })),
  'wall-paused': wall(
    chamber({
      poll: poll({
        state: 'PAUSED',
        pauseReason: 'SERVER_RESTART',
        turnout: { recorded: 41, present: 64, lateArrivals: 0 },
      }),
    }),
  ),
  'wall-closing': wall(
    chamber({
      poll: poll({
        state: 'CLOSING',
        closingEndsAt: at('09:42:19.600'),
        turnout: { recorded: 63, present: 64, lateArrivals: 0 },
      }),
    }),
  ),
  'wall-closed': wall(chamber({ poll: poll({ state: 'CERTIFIED', closedAt: at('09:42:00') }) })),
  'wall-adopted': wall(chamber({ poll: adopted })),
  'wall-board-holding': wall(
    cabinet({ view: 'HOLDING', sittingState: 'PLANNED', attendance: { ...cabinet().attendance, present: 20 } }),
  ),
  'wall-board-open': wall(cabinet({ poll: poll({ threshold: { ...tied().threshold } }) })),
  'wall-board-tie': wall(cabinet({ poll: tied() })),
  'wall-rejected': wall(
    chamber({
      poll: poll({
        title: titles.long,
        state: 'PUBLISHED',
        result: result({ for: 34, against: 21, abstain: 6, late: 1 }),
      }),
    }),
  ),
  'wall-rejected-longest': wall(
    chamber({
      poll: poll({
        title: titles.longest,
        state: 'PUBLISHED',
        result: result({ for: 34, against: 21, abstain: 6, late: 1 }),
      }),
    }),
  ),
  'wall-adopted-500': wall(
    chamber({
      poll: poll({
        title: titles.long,
        state: 'PUBLISHED',
        result: result({ for: 411, against: 33, abstain: 17, late: 12, ...big }),
      }),
    }),
  ),
  'wall-rating': wall(
    chamber({
      poll: poll({
        state: 'PUBLISHED',
        kind: 'CONFIDENCE_RATING',
        title: 'Lấy phiếu tín nhiệm',
        ballotForm: ratingForm,
        result: ratingResult(),
      }),
    }),
  ),
  'wall-rating-consequence': wall(
    chamber({
      poll: poll({
        state: 'PUBLISHED',
        kind: 'CONFIDENCE_RATING',
        title: 'Lấy phiếu tín nhiệm',
        ballotForm: ratingForm,
        result: ratingResult([null, null, null, null, 'MAY_RESIGN', 'DISMISSAL_DUE']),
      }),
    }),
  ),
  'wall-election': wall(
    chamber({
      poll: poll({
        state: 'PUBLISHED',
        kind: 'ELECTION',
        title: 'Bầu Phó Chủ tịch HĐND thành phố – bầu 2 người',
        ballotForm: electionForm,
        result: electionResult(),
      }),
    }),
  ),
  'wall-options': wall(
    chamber({
      poll: poll({
        state: 'PUBLISHED',
        kind: 'OPTION_CHOICE',
        title: 'Chọn phương án đặt tên xã mới',
        ballotForm: optionForm,
        result: optionResult(),
      }),
    }),
  ),
  'wall-annulled': wall(
    chamber({
      poll: poll({
        state: 'ANNULLED',
        annulment: { kind: 'WRONG_TEXT', wallText: 'sai văn bản đưa ra biểu quyết', at: at('09:48:00') },
      }),
    }),
  ),
  'wall-private': wall(chamber({ view: 'CLOSED_SITTING', breakUntil: at('14:00:00') })),
  'wall-test': wall(
    chamber({
      poll: poll({
        kind: 'TEST' as never,
        title: 'Kiểm tra thiết bị: mời đại biểu bấm một trong ba nút',
        turnout: { recorded: 52, present: 64, lateArrivals: 0 },
        closesAt: at('09:42:55'),
      }),
    }),
  ),
  'wall-late': wall(open, late),
  'wall-lost': wall(open, lost),
  'wall-lost-item': wall(chamber({ view: 'AGENDA_ITEM' }), lost),
  'wall-lost-published': wall(chamber({ poll: adopted }), lost),
  'wall-frozen': wall(open, { frozen: true }),
};
