/** "Báo phiếu không đúng": what a delegate says of their own vote after the result, once. */
import { GraphFault, pause, waitBefore, type Graph } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import { MyStatement, StateCorrection, type MyStatementQuery } from '../graph/operations.js';
import { hourMinuteSecond } from '../shared/format.js';
import { pick, t } from '../shared/i18n.js';
import { ts } from './statement-words.js';

const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
const KINDS = ['INTENTION', 'MISMATCH'] as const;
type Choice = (typeof CHOICES)[number];
type Kind = (typeof KINDS)[number];

interface Vote {
  readonly pollId: string;
  readonly title: string;
  readonly choice: Choice | null;
}

/** @param vote published, cast on phones */
export function Statement({ graph, sittingId, vote }: { graph: Graph; sittingId: string; vote: Vote }) {
  const [found, set] = useState<MyStatementQuery | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<string | null>(null);
  const [turn, again] = useState(0);
  const { pollId } = vote;
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
        try {
          return set(await graph.run(MyStatement, { pollId, sittingId }, { signal: ended.signal }));
        } catch (error) {
          if (error instanceof GraphFault && !error.retryable) return;
          await pause(300 + waitBefore(attempt), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, pollId, sittingId, turn]);
  const poll = found?.poll;
  const seatId = found?.mySeat?.seatId;
  // Of a secret vote nothing is told, and a sheet of rows has no one choice.
  if (
    !poll ||
    !seatId ||
    poll.form !== 'PUBLIC' ||
    poll.ballotForm.layout !== 'CHOICE' ||
    poll.ballotForm.rows.length > 0
  )
    return null;
  const mine = poll.corrections.find((each) => each.seatId === seatId);
  if (mine)
    return (
      <p class="b-hint">
        {ts('stated', { t: hourMinuteSecond(mine.statedAt), k: ts(mine.kind), o: t(`o.${mine.meant}`) })}
      </p>
    );
  const send = async (kind: Kind, meant: Choice, words: string | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    say(null);
    try {
      const answer = (await graph.run(StateCorrection, { pollId, kind, meant, words })).said;
      if (answer.__typename === 'Refused') say(pick(answer));
    } catch {
      say(ts('failed'));
    } finally {
      setBusy(false);
      again((n) => n + 1);
    }
  };
  return <StatementPicture vote={vote} busy={busy} said={said} onSend={(...given) => void send(...given)} />;
}

export function StatementPicture({
  vote,
  busy,
  said,
  onSend,
}: {
  vote: Vote;
  busy: boolean;
  said: string | null;
  onSend: (kind: Kind, meant: Choice, words: string | null) => void;
}) {
  const [open, setOpen] = useState(false);
  const others = CHOICES.filter((choice) => choice !== vote.choice);
  const [kind, setKind] = useState<Kind>('INTENTION');
  const [meant, setMeant] = useState<Choice>(others[0]!);
  const [words, setWords] = useState('');
  const id = `statement-${vote.pollId}`;
  return (
    <>
      <button type="button" class="btn sec" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t('b.dispute')}
        <span class="sr">: {vote.title}</span>
      </button>
      <div role="alert">{said ? <p class="b-strong">{said}</p> : null}</div>
      {open ? (
        <form
          id={id}
          class="slip"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) onSend(kind, meant, words.trim() || null);
          }}
        >
          <p class="b-hint">{ts('lead')}</p>
          <label>
            {ts('kind')}
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {ts(each)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {ts('meant')}
            <select value={meant} onChange={(event) => setMeant(event.currentTarget.value as Choice)}>
              {others.map((each) => (
                <option key={each} value={each}>
                  {t(`o.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {ts('words')}
            <textarea rows={2} maxLength={500} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
          </label>
          <button type="submit" class="btn" aria-disabled={busy}>
            {ts('send')}
          </button>
        </form>
      ) : null}
    </>
  );
}
