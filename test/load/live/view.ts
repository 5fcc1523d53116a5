/** A chamber as it is while 500 delegates vote, with the number of the event and when it was sent written into a field of text. */
const at = '2026-11-26T08:00:00.000Z';
const item = (position: number) => ({
  id: `01940000-0000-7000-8000-00000000000${position}`,
  position,
  title: `Dự thảo Nghị quyết số ${position} về phân bổ vốn đầu tư công từ nguồn thu sử dụng đất`,
  shortTitle: `Vốn đầu tư công, phần ${position}`,
  phase: 'WHOLE',
  state: 'CURRENT',
  documentVersion: 2,
});

const STAMP = 'sent ';
const EVENT_DIGITS = 8;
/** Digits enough for a machine that has been up for thirty years. */
const DIGITS = 16;
const FRACTION = 4;

/** Of one length, so that a broadcast of the same bytes can be stamped anew in place. */
export const stamp = (event: number, sentAt: number): string =>
  `${STAMP}${String(event).padStart(EVENT_DIGITS, '0')} ${sentAt.toFixed(FRACTION).padStart(DIGITS, '0')}`;

const FIRST = STAMP.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

/** Where a stamp begins in a message; -1 where it has none. */
export const stampAt = (message: Buffer): number => message.indexOf(STAMP);

/** Where it was in the message before: it is there again in all that are as long. */
let offset = 0;

/** Reads a message's stamp where it lies, into `read`; false where it has none. */
export function readStamp(bytes: Buffer, from: number, to: number): boolean {
  if (!isStamp(bytes, from + offset, to)) {
    const found = stampAt(bytes.subarray(from, to));
    if (found < 0) return false;
    offset = found;
  }
  let at = from + offset + STAMP.length;
  read.event = digits(bytes, at, EVENT_DIGITS);
  at += EVENT_DIGITS + 1;
  const whole = DIGITS - FRACTION - 1;
  read.sentAt = digits(bytes, at, whole) + digits(bytes, at + whole + 1, FRACTION) / 10 ** FRACTION;
  return true;
}

/** One for all: there are too many messages to make an object for each. */
export const read = { event: 0, sentAt: 0 };

const isStamp = (bytes: Buffer, at: number, to: number): boolean =>
  bytes[at] === FIRST && at + STAMP.length <= to && bytes.toString('latin1', at, at + STAMP.length) === STAMP;

function digits(bytes: Buffer, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) value = value * 10 + bytes[i]! - ZERO;
  return value;
}

/** @param more agenda items beside the first ones: a larger message */
export const chamberView = (event: number, sentAt: number, more = 0) => ({
  __typename: 'Chamber',
  sittingId: 'sitting',
  councilId: 'hdnd-hai-phong',
  step: 41,
  revision: event,
  serverTime: at,
  view: 'POLL',
  frozen: false,
  councilName: 'Hội đồng nhân dân thành phố Hải Phòng',
  sessionName: 'Kỳ họp thứ ba',
  sittingName: stamp(event, sentAt),
  sittingState: 'OPEN',
  startsAt: at,
  breakUntil: null,
  illustrative: true,
  item: item(1),
  nextItem: item(2),
  items: Array.from({ length: 9 + more }, (_, i) => item(i % 10)),
  attendance: { present: 500, total: 500, revision: 7, quorumNeeded: 334, quorumMet: true, neededToPass: 251 },
  poll: {
    __typename: 'Poll',
    id: 'poll',
    agendaItemId: item(1).id,
    kind: 'RESOLUTION',
    form: 'PUBLIC',
    method: 'ELECTRONIC',
    certification: null,
    state: 'OPEN',
    title: item(1).title,
    documentVersion: 2,
    revision: event,
    threshold: { needed: 251, of: 500, comparison: 'GREATER_THAN', num: 1, den: 2, baseKind: 'TOTAL_DELEGATES' },
    turnout: { recorded: event % 500, present: 500, lateArrivals: 0 },
    seatsToFill: null,
    ballotForm: { layout: 'CHOICE', marks: [], max: null, mayAbstain: true, rows: [] },
    announcedAt: at,
    opensAt: at,
    openedAt: at,
    closesAt: null,
    closingEndsAt: null,
    closedAt: null,
    publishedAt: null,
    pauseReason: null,
    annulment: null,
    result: null,
  },
  speaking: { current: null, queue: [] },
});
