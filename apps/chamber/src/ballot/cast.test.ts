import { GraphFault } from '@nghitruong/client';
import { Caster, type CastParts } from './cast.js';

type Sent = Parameters<CastParts['cast']>[0];
type Answer = Awaited<ReturnType<CastParts['cast']>>;
type Status = Awaited<ReturnType<CastParts['status']>>;

const receipt = (press: number, choice: 'FOR' | 'AGAINST' | 'ABSTAIN' = 'FOR'): Answer => ({
  __typename: 'BallotReceipt',
  pollId: 'p',
  choice,
  content: choice,
  press,
  recordedAt: '2024-12-05T02:42:13.000Z',
  chainIndex: 1,
  seal: 's',
});
const refusal = (reason: string): Answer => ({ __typename: 'BallotRefused', reason, vi: 'không', en: 'no' }) as Answer;
const down = new GraphFault('UNREACHABLE', null, true);
const status = (over: Partial<NonNullable<Status>> = {}): NonNullable<Status> => ({
  pollId: 'p',
  recorded: false,
  choice: null,
  content: null,
  recordedAt: null,
  press: 0,
  onRoll: true,
  late: false,
  reason: null,
  seal: null,
  ...over,
});

/** A server that answers what it is told, a phone whose timers run when asked. */
function phone(kept: { text: string | null } = { text: null }) {
  const sent: Sent[] = [];
  const answers: (Answer | Error)[] = [];
  const statuses: (Status | Error)[] = [];
  let timers: { run: () => void; ms: number }[] = [];
  let keys = 0;
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i += 1) await Promise.resolve();
  };
  const caster = new Caster({
    pollId: 'p',
    cast: async (variables) => {
      sent.push(variables);
      const answer = answers.shift() ?? down;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    status: async () => {
      const answer = statuses.shift() ?? down;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    keep: { read: () => kept.text, write: (text) => void (kept.text = text) },
    newKey: () => `key-${kept.text?.length ?? 0}-${(keys += 1)}`,
    now: () => Date.parse('2024-12-05T02:42:10.000Z'),
    random: () => 1,
    later: (run, ms) => {
      const timer = { run, ms };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
  });
  return {
    caster,
    sent,
    answers,
    statuses,
    kept,
    settle,
    waits: () => timers.map((t) => t.ms),
    async elapse() {
      const due = timers;
      timers = [];
      for (const timer of due) timer.run();
      await settle();
    },
  };
}

const opened = (kept?: { text: string | null }) => {
  const p = phone(kept);
  p.caster.phase('ACCEPTING');
  return p;
};

it('sends one press, and believes the receipt', async () => {
  const p = opened();
  p.answers.push(receipt(1));
  expect(p.caster.press('FOR')).toBe(true);
  expect(p.caster.state.pending).toMatchObject({ choice: 'FOR', press: 1 });
  await p.settle();
  expect(p.caster.state).toMatchObject({ pending: null, receipt: { choice: 'FOR', press: 1 }, missed: false });
});

it('repeats key and press unchanged until an answer comes, waiting longer each time', async () => {
  const p = opened();
  p.answers.push(down, down, down, receipt(1));
  p.caster.press('FOR');
  await p.settle();
  const waits = [...p.waits()];
  await p.elapse();
  waits.push(...p.waits());
  await p.elapse();
  waits.push(...p.waits());
  await p.elapse();
  expect(waits).toEqual([200, 400, 800]);
  expect(new Set(p.sent.map((s) => `${s.ballotKey} ${s.press} ${s.choice}`)).size).toBe(1);
  expect(p.sent).toHaveLength(4);
  expect(p.caster.state.receipt?.press).toBe(1);
});

it('takes no second press while one is under way', () => {
  const p = opened();
  p.caster.press('FOR');
  expect(p.caster.press('AGAINST')).toBe(false);
  expect(p.caster.state.pending?.choice).toBe('FOR');
});

it('makes a new key and a higher press for a change', async () => {
  const p = opened();
  p.answers.push(receipt(1), receipt(2, 'AGAINST'));
  p.caster.press('FOR');
  await p.settle();
  p.caster.press('AGAINST');
  await p.settle();
  expect(p.sent.map((s) => s.press)).toEqual([1, 2]);
  expect(p.sent[0]!.ballotKey).not.toBe(p.sent[1]!.ballotKey);
  expect(p.caster.state.receipt).toMatchObject({ choice: 'AGAINST', press: 2 });
});

it('goes on with the same ballot after a reload', async () => {
  const first = opened();
  first.caster.press('FOR');
  await first.settle();
  first.caster.stop();
  const second = opened(first.kept);
  expect(second.caster.state.pending).toMatchObject({ choice: 'FOR', press: 1 });
  second.answers.push(receipt(1));
  await second.elapse();
  await second.settle();
  expect(second.sent.at(-1)).toEqual(first.sent[0]);
});

it('counts presses upwards from what the server knows, also over a reload', async () => {
  const p = opened();
  p.caster.known(status({ recorded: true, choice: 'FOR', recordedAt: '2024-12-05T02:42:00.000Z', press: 7 }));
  p.caster.press('AGAINST');
  await p.settle();
  expect(p.sent[0]!.press).toBe(8);
  const again = opened({ text: p.kept.text });
  await again.settle();
  expect(again.caster.state.pending?.press).toBe(8);
});

it('keeps the choice while the poll is paused and sends it after the resume', async () => {
  const p = opened();
  p.answers.push(refusal('POLL_PAUSED'), receipt(1));
  p.caster.press('FOR');
  await p.settle();
  expect(p.caster.state.pending?.choice).toBe('FOR');
  expect(p.sent).toHaveLength(1);
  p.caster.phase('PAUSED');
  await p.settle();
  expect(p.sent).toHaveLength(1);
  p.caster.phase('ACCEPTING');
  await p.settle();
  expect(p.caster.state.receipt?.press).toBe(1);
  expect(p.sent[0]!.ballotKey).toBe(p.sent[1]!.ballotKey);
});

describe('after the close', () => {
  it('asks what became of it: recorded', async () => {
    const p = opened();
    p.caster.press('FOR');
    await p.settle();
    p.statuses.push(status({ recorded: true, choice: 'FOR', recordedAt: '2024-12-05T02:42:29.000Z', press: 1 }));
    p.caster.phase('OVER');
    await p.settle();
    expect(p.caster.state).toMatchObject({ pending: null, missed: false, receipt: { choice: 'FOR' } });
  });

  it('asks what became of it: not recorded, and keeps that over a reload', async () => {
    const p = opened();
    p.answers.push(refusal('POLL_CLOSED'));
    p.statuses.push(status());
    p.caster.press('FOR');
    await p.settle();
    expect(p.caster.state).toMatchObject({ pending: null, missed: true });
    expect(phone(p.kept).caster.state.missed).toBe(true);
  });

  it('a change that came too late leaves the earlier vote', async () => {
    const p = opened();
    p.answers.push(receipt(1), refusal('POLL_CLOSED'));
    p.statuses.push(status({ recorded: true, choice: 'FOR', recordedAt: '2024-12-05T02:42:13.000Z', press: 1 }));
    p.caster.press('FOR');
    await p.settle();
    p.caster.press('AGAINST');
    await p.settle();
    expect(p.caster.state).toMatchObject({ missed: true, receipt: { choice: 'FOR', press: 1 } });
  });

  it('says neither recorded nor lost while nobody answers', async () => {
    const p = opened();
    p.caster.press('FOR');
    await p.settle();
    p.caster.phase('OVER');
    await p.settle();
    expect(p.caster.state).toMatchObject({ missed: false, receipt: null });
    expect(p.caster.state.pending).not.toBeNull();
  });
});

describe('refusals', () => {
  it.each(['NOT_ON_ROLL', 'NOT_PRESENT', 'SUSPENDED', 'UNKNOWN_CHOICE'])(
    '%s ends the matter and is said',
    async (reason) => {
      const p = opened();
      p.answers.push(refusal(reason));
      p.caster.press('FOR');
      await p.settle();
      expect(p.caster.state).toMatchObject({ pending: null, refused: { reason }, missed: false });
    },
  );

  it.each(['SUPERSEDED', 'KEY_REUSED'])('%s reads what the server has', async (reason) => {
    const p = opened();
    p.answers.push(refusal(reason));
    p.statuses.push(status({ recorded: true, choice: 'ABSTAIN', recordedAt: '2024-12-05T02:42:12.000Z', press: 5 }));
    p.caster.press('FOR');
    await p.settle();
    expect(p.caster.state).toMatchObject({
      pending: null,
      receipt: { choice: 'ABSTAIN', press: 5 },
      refused: { reason },
      missed: false,
    });
    p.answers.push(receipt(6));
    p.caster.press('FOR');
    expect(p.sent.at(-1)!.press).toBe(6);
  });

  it('a fault that is no answer is tried again; one that repeats for ever is said', async () => {
    const p = opened();
    p.answers.push(
      new GraphFault('UNAVAILABLE', null, true),
      new GraphFault('FORBIDDEN', { vi: 'không', en: 'no' }, false),
    );
    p.caster.press('FOR');
    await p.settle();
    expect(p.caster.state.pending).not.toBeNull();
    await p.elapse();
    expect(p.caster.state).toMatchObject({ pending: null, refused: { reason: 'FAULT', vi: 'không' } });
  });

  it('an ended sign-in keeps the ballot', async () => {
    const p = opened();
    p.answers.push(new GraphFault('UNAUTHENTICATED', null, false));
    p.caster.press('FOR');
    await p.settle();
    expect(p.caster.state.pending?.choice).toBe('FOR');
  });
});

it('sends nothing before the opening, and forgets a press when the poll is cancelled', async () => {
  const p = phone();
  expect(p.caster.press('FOR')).toBe(false);
  p.caster.phase('ACCEPTING');
  p.caster.press('FOR');
  await p.settle();
  p.caster.phase('CANCELLED');
  expect(p.caster.state.pending).toBeNull();
});
