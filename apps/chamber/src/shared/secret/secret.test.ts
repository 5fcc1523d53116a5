/** Secret ballots in the browser: what opens, what does not, and what too few members can do. */
import { fromBase64Url, toBase64Url } from './bytes.js';
import { boxHashOf, openBox } from './opened-box.js';
import { decryptBallot, encryptBallot, type SecretPoll } from './secret-ballot.js';
import { newKeyPair, OVERHEAD, seal, unseal, type KeyPair } from './sealed-box.js';
import { combineShares, makePollKey, resealShare, type Member } from './shares.js';
import { trackerOf } from './tracker.js';

const pollOf = (key: KeyPair, more: Partial<SecretPoll> = {}): SecretPoll => ({
  pollId: '0190a0b0-0000-7000-8000-000000000001',
  frozenHash: 'ab'.repeat(32),
  publicKey: toBase64Url(key.publicKey),
  size: 64,
  ...more,
});
const flipped = (ciphertext: string, at: number): string => {
  const bytes = fromBase64Url(ciphertext);
  bytes[at]! ^= 1;
  return toBase64Url(bytes);
};

describe('a ballot that was encrypted in the browser', () => {
  const key = newKeyPair();
  const poll = pollOf(key);

  it.each(['FOR', 'AGAINST', 'ABSTAIN', '', '1=AGREE,2=,3=DISAGREE'])(
    'opens with the key of its poll: «%s»',
    (content) => {
      expect(decryptBallot(poll, key, encryptBallot(poll, content))).toBe(content);
    },
  );

  it('has the same length whatever was chosen, and never the same bytes twice', () => {
    const all = ['FOR', 'AGAINST', 'ABSTAIN', 'FOR'].map((c) => encryptBallot(poll, c));
    expect(new Set(all.map((c) => fromBase64Url(c).length))).toEqual(new Set([64 + OVERHEAD]));
    expect(new Set(all).size).toBe(4);
    const rows = ['1=,2=,3=', '1=HIGH,2=,3=LOW', '1=MEDIUM,2=MEDIUM,3=MEDIUM'].map((c) => encryptBallot(poll, c));
    expect(new Set(rows.map((c) => fromBase64Url(c).length))).toEqual(new Set([64 + OVERHEAD]));
  });

  it('opens with no other key [VOT-3]', () => {
    expect(decryptBallot(poll, newKeyPair(), encryptBallot(poll, 'FOR'))).toBeUndefined();
  });

  it('opens in no other poll, and under no other question [VOT-3]', () => {
    const ballot = encryptBallot(poll, 'FOR');
    expect(decryptBallot({ ...poll, pollId: '0190a0b0-0000-7000-8000-000000000002' }, key, ballot)).toBeUndefined();
    expect(decryptBallot({ ...poll, frozenHash: 'cd'.repeat(32) }, key, ballot)).toBeUndefined();
  });

  it('does not open once a single bit was changed, wherever it is [VOT-3]', () => {
    const ballot = encryptBallot(poll, 'FOR');
    const opened = fromBase64Url(ballot).reduce(
      (n, _, at) => n + (decryptBallot(poll, key, flipped(ballot, at)) === undefined ? 0 : 1),
      0,
    );
    expect(opened).toBe(0);
  });

  it.each(['', 'AA', 'no base64!', toBase64Url(new Uint8Array(64 + OVERHEAD))])('is not «%s»', (rubbish) => {
    expect(decryptBallot(poll, key, rubbish)).toBeUndefined();
  });

  it('is never longer than the others of its poll', () => {
    expect(() => encryptBallot(poll, 'x'.repeat(63))).toThrow('longer');
  });

  it('carries no mark behind its text', () => {
    const marked = new Uint8Array(64);
    marked.set([0, 3, 70, 79, 82]);
    marked[63] = 7;
    const context = `nghitruong secret ballot|${poll.pollId}|${poll.frozenHash}`;
    expect(decryptBallot(poll, key, toBase64Url(seal(key.publicKey, marked, context)))).toBeUndefined();
    marked[63] = 0;
    expect(decryptBallot(poll, key, toBase64Url(seal(key.publicKey, marked, context)))).toBe('FOR');
  });

  it('is not sealed to a key whose secrets everybody knows', () => {
    expect(() => seal(new Uint8Array(32), Uint8Array.of(1), 'x')).toThrow();
    expect(() => unseal(key, new Uint8Array(80), 'x')).toThrow('sealed box');
  });
});

describe('the key of a poll, in the hands of a committee of five of whom three are needed', () => {
  const pollId = '0190a0b0-0000-7000-8000-000000000001';
  const devices = Array.from({ length: 5 }, () => newKeyPair());
  const members: Member[] = devices.map((d, i) => ({ seatId: `seat-${i}`, deviceKey: toBase64Url(d.publicKey) }));

  const combinedBy = async (who: readonly number[], made: Awaited<ReturnType<typeof makePollKey>>) => {
    const combiner = newKeyPair();
    const pieces = who.map((i) => {
      const { seatId, sealed } = made.shares[i]!;
      return { seatId, sealed: resealShare(pollId, seatId, devices[i]!, sealed, toBase64Url(combiner.publicKey)) };
    });
    return combineShares(pollId, made.publicKey, combiner, pieces);
  };

  it('is made whole by any three, and opens the ballots', async () => {
    const made = await makePollKey(pollId, members, 3);
    for (const who of [
      [0, 1, 2],
      [4, 2, 0],
      [0, 1, 2, 3, 4],
    ]) {
      const key = (await combinedBy(who, made))!;
      const poll = pollOf(key);
      expect(poll.publicKey).toBe(made.publicKey);
      expect(decryptBallot(poll, key, encryptBallot(poll, 'AGAINST'))).toBe('AGAINST');
    }
  });

  it('is not made by too few: the wrong key is found out, not believed [VOT-3]', async () => {
    const made = await makePollKey(pollId, members, 3);
    expect(await combinedBy([0, 1], made)).toBeUndefined();
    expect(await combinedBy([0], made)).toBeUndefined();
    expect(await combinedBy([0, 1, 1], made)).toBeUndefined();
  });

  it('is not made with the piece of another poll', async () => {
    const [one, other] = [await makePollKey(pollId, members, 3), await makePollKey(pollId, members, 3)];
    expect(
      await combinedBy([0, 1, 2], {
        publicKey: one.publicKey,
        shares: [one.shares[0]!, one.shares[1]!, other.shares[2]!],
      }),
    ).toBeUndefined();
  });

  it('gives a piece to its own device only', async () => {
    const made = await makePollKey(pollId, members, 3);
    const { seatId, sealed } = made.shares[0]!;
    const combiner = toBase64Url(newKeyPair().publicKey);
    expect(() => resealShare(pollId, seatId, devices[1]!, sealed, combiner)).toThrow();
    expect(() => resealShare(pollId, 'seat-1', devices[0]!, sealed, combiner)).toThrow();
  });
});

describe('the box', () => {
  const key = newKeyPair();
  const poll = pollOf(key);
  const choices = ['FOR', 'AGAINST', 'FOR', 'ABSTAIN'];
  const THREE = { layout: 'CHOICE', marks: ['FOR', 'AGAINST', 'ABSTAIN'], rows: 0, max: null } as const;
  const box = choices.map((c) => encryptBallot(poll, c));

  it('of several rows tells no whole ballot and no words that are not of the form: the same of all that have the same marks in each row', () => {
    const form = { layout: 'ROWS', marks: ['HIGH', 'LOW'], rows: 2, max: null } as const;
    const told = (...ballots: string[]) =>
      openBox(
        poll,
        key,
        ballots.map((b) => encryptBallot(poll, b)),
        form,
      );
    const one = told('1=HIGH,2=LOW', '1=LOW,2=HIGH', '1=,2=HIGH+LOW', 'Tôi là An', '1=AN,2=HIGH');
    expect(one).toMatchObject({ contents: ['1=HIGH,2=HIGH+LOW', '1=LOW,2=LOW', '1=,2=HIGH'].sort(), unreadable: 2 });
    expect(told('1=HIGH,2=HIGH', '1=LOW,2=HIGH+LOW', '1=,2=LOW').contents).toEqual(one.contents);
    // At most one of two: more is invalid as a whole, and no ballot becomes so.
    const pick = { layout: 'PICK', marks: ['CHOSEN'], rows: 2, max: 1 } as const;
    const picked = ['1=CHOSEN,2=', '1=CHOSEN,2=', '1=,2=CHOSEN', '1=CHOSEN,2=CHOSEN'];
    const box = picked.map((b) => encryptBallot(poll, b));
    expect(openBox(poll, key, box, pick).contents).toEqual([...picked].sort());
  });

  it('is told sorted, the same by whoever opens it and in whatever order', () => {
    const torn = [...box, flipped(box[0]!, 40)];
    const one = openBox(poll, key, torn, THREE);
    expect(one).toEqual({ contents: [...choices].sort(), unreadable: 1, boxHash: boxHashOf(poll.pollId, torn) });
    expect(openBox(poll, key, [...torn].reverse(), THREE)).toEqual(one);
    expect(openBox(poll, key, box, THREE).boxHash).not.toBe(one.boxHash);
  });

  it('names each ballot by four syllables that say nothing of the choice [VOT-13]', () => {
    const words = box.map(trackerOf);
    for (const w of words) expect(w).toMatch(/^\p{Ll}+( \p{Ll}+){3}$/u);
    expect(new Set(words).size).toBe(box.length);
    expect(trackerOf(box[0]!)).toBe(words[0]);
  });
});
