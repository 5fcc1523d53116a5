/**
 * The tally committee of a secret poll, on a member's own phone: the key before
 * the opening, the shares and the box after the closing, the signature at the
 * end. What opens a ballot never leaves the browsers of the members.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  MakeSecretPollKey,
  OfferSecretCombiner,
  PostSecretResult,
  RegisterTallyDevice,
  ResealSecretShare,
  SecretCommittee,
  SecretPoll,
  SignSecretTally,
  type CommitteeViewFragment,
  type SecretPollQuery,
} from '../graph/operations.js';
import { type Graph, pause } from '@nghitruong/client';
import { threeChoices } from '../shared/ballot-content.js';
import { pick } from '../shared/i18n.js';
import { fromBase64Url, toBase64Url } from '../shared/secret/bytes.js';
import { openBox, type SecretForm } from '../shared/secret/opened-box.js';
import { newKeyPair, publicKeyOf, type KeyPair } from '../shared/secret/sealed-box.js';
import { combineShares, makePollKey, resealShare } from '../shared/secret/shares.js';
import { read, write } from '../shared/storage.js';
import type { Poll } from './ballot.states.js';
import { CommitteePicture } from './committee-picture.js';
import { ts } from './secret-words.js';

export type CommitteeView = CommitteeViewFragment;
export type CommitteePoll = NonNullable<SecretPollQuery['poll']>;

/** What can be said on a ballot of the poll: of a choice its texts, else its marks. */
function secretForm({ layout, marks, max, mayAbstain, rows }: CommitteePoll['ballotForm']): SecretForm {
  const options = [...rows.map(({ row }) => `OPTION_${row}`), ...(mayAbstain ? ['ABSTAIN'] : [])];
  const choice = rows.length > 0 ? options : threeChoices;
  return { layout, max: max ?? null, rows: rows.length, marks: layout === 'CHOICE' ? choice : marks };
}

/** This browser's key; made once and kept here alone. */
function deviceOf(account: string): KeyPair {
  const name = `tally.${account}`;
  const kept = read(name);
  if (kept) {
    const secretKey = fromBase64Url(kept);
    return { secretKey, publicKey: publicKeyOf(secretKey) };
  }
  const made = newKeyPair();
  write(name, toBase64Url(made.secretKey));
  return made;
}

const EVERY_MS = 2_000;

export interface CommitteeProps {
  readonly graph: Graph;
  readonly poll: Poll;
  readonly account: string;
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly onBack: () => void;
}

export function Committee({ graph, account, ...shown }: CommitteeProps) {
  const pollId = shown.poll.id;
  const device = useRef<KeyPair>(deviceOf(account)).current;
  const mine = toBase64Url(device.publicKey);
  const combiner = useRef<KeyPair | null>(null);
  const [view, setView] = useState<CommitteeView | null>(null);
  const [facts, setFacts] = useState<CommitteePoll | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const refresh = async (signal?: AbortSignal): Promise<void> => {
    const [seen, asked] = await Promise.all([
      graph.run(SecretCommittee, { pollId }, signal ? { signal } : {}),
      graph.run(SecretPoll, { pollId }, signal ? { signal } : {}),
    ]);
    setView(seen.secretCommittee);
    setFacts(asked.poll);
  };
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      let registered = false;
      while (!ended.signal.aborted) {
        try {
          if (!registered) {
            await graph.run(RegisterTallyDevice, { publicKey: mine });
            registered = true;
          }
          await refresh(ended.signal);
        } catch {
          // The next round asks again.
        }
        await pause(EVERY_MS, ended.signal);
      }
    })();
    return () => ended.abort();
  }, [graph, pollId]);

  const act = async (work: () => Promise<{ __typename: string; vi?: string; en?: string } | string>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    try {
      const answer = await work();
      if (typeof answer === 'string') setSaid(answer);
      else if (answer.__typename === 'Refused') setSaid(pick({ vi: answer.vi ?? '', en: answer.en ?? '' }));
      await refresh();
    } catch {
      setSaid(ts('failed'));
    } finally {
      setBusy(false);
    }
  };
  const seal = async (to: { id: string; oneTimeKey: string }, seen: CommitteeView) => {
    if (!seen.myShare || seen.myShare.deviceKey !== mine) return ts('otherDevice');
    const sealed = resealShare(pollId, seen.seatId, device, seen.myShare.sealed, to.oneTimeKey);
    return (await graph.run(ResealSecretShare, { pollId, combinerId: to.id, sealed })).resealSecretShare;
  };

  const oneTimeKey = combiner.current ? toBase64Url(combiner.current.publicKey) : null;
  return (
    <CommitteePicture
      {...shown}
      view={view}
      facts={facts}
      myDevice={mine}
      myKey={oneTimeKey}
      said={said}
      busy={busy}
      onMakeKey={() =>
        void act(async () => {
          const members = view!.devices.map((d) => ({ seatId: d.seatId, deviceKey: d.deviceKey! }));
          const made = await makePollKey(pollId, members, view!.needed);
          return (await graph.run(MakeSecretPollKey, { pollId, publicKey: made.publicKey, shares: [...made.shares] }))
            .makeSecretPollKey;
        })
      }
      onOpen={() =>
        void act(async () => {
          combiner.current = newKeyPair();
          const key = toBase64Url(combiner.current.publicKey);
          const { offerSecretCombiner: offered } = await graph.run(OfferSecretCombiner, { pollId, oneTimeKey: key });
          if (offered.__typename !== 'SecretCommittee') return offered;
          const own = offered.combiners.find((c) => c.oneTimeKey === key)!;
          return seal(own, offered);
        })
      }
      onGive={(to) => void act(() => seal(to, view!))}
      onDecrypt={(own) =>
        void act(async () => {
          const poll = {
            pollId,
            frozenHash: facts!.frozenHash!,
            publicKey: facts!.secrecy!.publicKey,
            size: facts!.secrecy!.ballotSize,
          };
          const key = await combineShares(pollId, poll.publicKey, combiner.current!, own.shares);
          if (!key) return ts('wrongKey');
          const { contents, unreadable, boxHash } = openBox(poll, key, view!.box, secretForm(facts!.ballotForm));
          key.secretKey.fill(0);
          return (
            await graph.run(PostSecretResult, {
              pollId,
              combinerId: own.id,
              contents: [...contents],
              unreadable,
              boxHash,
            })
          ).postSecretResult;
        })
      }
      onSign={(digest) => void act(async () => (await graph.run(SignSecretTally, { pollId, digest })).signTally)}
    />
  );
}
