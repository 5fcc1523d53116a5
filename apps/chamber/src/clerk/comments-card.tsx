/** Comments on a draft at the desk: opened until a day, each one read, published or not, and answered. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import { Done, focusWrong, Notice, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { AskReason, Buttons, SelectField } from './ask-resolution.js';
import { useComments, type Comments, type DeskComment, type Outcome, type Period } from './comments.js';
import { tm } from './comments-words.js';
import { dayText, dayTyped } from './days.js';
import { sourceText } from '../shared/source.js';

const OUTCOMES: readonly Outcome[] = ['ACCEPTED', 'ANSWERED', 'NOT_ACCEPTED'];
type Asked = { readonly what: 'open' } | { readonly what: 'withhold' | 'reply'; readonly comment: DeskComment };

export function CommentsTask(given: {
  graph: Graph;
  id: string;
  revision: number;
  mayOpen: boolean;
  onChange: () => void;
}) {
  const comments = useComments(given.graph, given.id, given.revision, given.onChange);
  return <CommentsCard comments={comments} mayOpen={given.mayOpen} />;
}

export function CommentsCard({ comments, mayOpen }: { comments: Comments; mayOpen: boolean }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { period, all, busy, last } = comments;
  // What was never a draft of ours, or was never opened, has nothing to show.
  if (period === undefined || (period === null && !mayOpen)) return null;
  const ask = (what: Asked): void => {
    comments.clear();
    setAsked(what);
  };
  const close = (): void => setAsked(null);
  const trouble = last?.tone === 'bad' ? last.words() : null;
  const common = { busy, notice: trouble, onClose: close };
  const after = (work: Promise<boolean>): void => void work.then((done) => done && close());
  return (
    <section class="card stack" aria-labelledby="comments">
      <h2 id="comments">{tm('title')}</h2>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={asked ? null : trouble} />
      {period ? <About period={period} /> : <p>{tm('none')}</p>}
      <div class="acts wrap">
        {mayOpen ? (
          <button type="button" class="bt sm" aria-haspopup="dialog" onClick={() => ask({ what: 'open' })}>
            {tm(period ? 'do.extend' : 'do.open')}
          </button>
        ) : null}
        {period
          ? (['PDF', 'DOCX', 'XLSX'] as const).map((format) => (
              <button key={format} type="button" class="bt sm" onClick={() => void comments.sheet(format)}>
                {tm('sheet', { f: format })}
              </button>
            ))
          : null}
      </div>
      {period ? <h3>{tm('received')}</h3> : null}
      {period && all.length === 0 ? <p>{tm('nobody')}</p> : null}
      {all.map((comment) => (
        <One
          key={comment.id}
          comment={comment}
          busy={busy}
          onPublish={() => void comments.examine(comment, true, null)}
          onWithhold={() => ask({ what: 'withhold', comment })}
          onReply={() => ask({ what: 'reply', comment })}
        />
      ))}
      {comments.hasMore ? (
        <button type="button" class="bt" onClick={() => comments.more()}>
          {tm('more')}
        </button>
      ) : null}
      {asked?.what === 'open' ? (
        <AskOpen {...common} period={period} onSave={(day, reason) => after(comments.open(day, reason))} />
      ) : null}
      {asked?.what === 'withhold' ? (
        <AskReason
          {...common}
          title={tm('do.withhold')}
          onSave={(reason) => after(comments.examine(asked.comment, false, reason))}
        />
      ) : null}
      {asked?.what === 'reply' ? (
        <AskReply
          {...common}
          comment={asked.comment}
          onSave={(outcome, text) => after(comments.reply(asked.comment, outcome, text))}
        />
      ) : null}
    </section>
  );
}

function About({ period }: { period: Period }) {
  return (
    <>
      <p>
        {tm('period', { a: dayText(period.openedOn), b: dayText(period.closesOn) })}{' '}
        <span class={`tag ${period.open ? 'ok' : ''}`}>{tm(period.open ? 'open' : 'closed')}</span>
      </p>
      <p class="small">
        {[
          ...(period.shortReason ? [tm('short', { x: period.shortReason })] : []),
          ...(period.earliestClose && period.reason
            ? [
                tm('source', {
                  d: dayText(period.earliestClose),
                  x: sourceText(period.reason),
                }),
              ]
            : []),
          ...(period.reason && !period.reason.confirmed ? [tm('unconfirmed')] : []),
        ].join(' · ')}
      </p>
    </>
  );
}

function One({
  comment,
  busy,
  onPublish,
  onWithhold,
  onReply,
}: {
  comment: DeskComment;
  busy: boolean;
  onPublish: () => void;
  onWithhold: () => void;
  onReply: () => void;
}) {
  const { state, outcome } = comment;
  const name = (words: string): string => tm('of', { x: words, y: comment.text.slice(0, 60) });
  return (
    <article class="said">
      <p class="small">
        <span class={`tag ${state === 'RECEIVED' ? 'warn' : ''}`}>{tm(`state.${state}`)}</span>{' '}
        {[
          ...(comment.number === null ? [] : [tm('number', { n: comment.number })]),
          tm('on', { d: dayText(comment.submittedOn), v: comment.version }),
        ].join(' · ')}
      </p>
      <p class="words">{comment.text}</p>
      <p class="small">
        {tm('by', { x: [comment.fullName, comment.contact].filter((each) => each).join(', ') || tm('anonymous') })} (
        {tm('private')})
      </p>
      {comment.withheldReason ? <p class="small">{comment.withheldReason}</p> : null}
      {outcome ? (
        <p class="words">
          <b>{tm(`outcome.${outcome}`)}.</b> {comment.reply}
        </p>
      ) : null}
      <div class="acts wrap">
        {state === 'PUBLISHED' ? null : (
          <button
            type="button"
            class="bt sm"
            aria-disabled={busy}
            aria-label={name(tm('do.publish'))}
            onClick={() => !busy && onPublish()}
          >
            {tm('do.publish')}
          </button>
        )}
        {state === 'WITHHELD' ? null : (
          <button
            type="button"
            class="bt sm"
            aria-haspopup="dialog"
            aria-label={name(tm('do.withhold'))}
            onClick={onWithhold}
          >
            {tm('do.withhold')}
          </button>
        )}
        {state === 'PUBLISHED' && !outcome ? (
          <button
            type="button"
            class="bt sm"
            aria-haspopup="dialog"
            aria-label={name(tm('do.reply'))}
            onClick={onReply}
          >
            {tm('do.reply')}
          </button>
        ) : null}
      </div>
    </article>
  );
}

function AskOpen({
  period,
  onSave,
  ...rest
}: OrderProps & { period: Period | null; onSave: (closesOn: string, reason: string) => void }) {
  const until = useField('', (value) => (dayTyped(value) ? null : tm('ask.day')));
  const reason = useField('', () => null);
  const title = tm(period ? 'do.extend' : 'do.open');
  return (
    <OrderDialog title={title} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!until.check()) focusWrong(event.currentTarget);
          else if (!rest.busy) onSave(dayTyped(until.value)!, reason.value.trim());
        }}
      >
        <p>{tm('ask.lead')}</p>
        <TextField id="comments-until" label={tm('ask.until')} field={until} first />
        <TextField id="comments-reason" label={tm('ask.reason')} field={reason} lines={2} />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={title} />
      </form>
    </OrderDialog>
  );
}

function AskReply({
  comment,
  onSave,
  ...rest
}: OrderProps & { comment: DeskComment; onSave: (outcome: Outcome, text: string) => void }) {
  const [outcome, setOutcome] = useState<Outcome>('ACCEPTED');
  const text = useField('', (value) => (value.trim() === '' ? tm('empty') : null));
  return (
    <OrderDialog title={tm('do.reply')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!text.check()) focusWrong(event.currentTarget);
          else if (!rest.busy) onSave(outcome, text.value.trim());
        }}
      >
        <p class="words">{comment.text}</p>
        <SelectField
          id="comment-outcome"
          label={tm('outcome')}
          value={outcome}
          choices={OUTCOMES.map((value) => ({ value, words: tm(`outcome.${value}`) }))}
          onChange={(value) => value !== '' && setOutcome(value)}
        />
        <TextField id="comment-reply" label={tm('reply')} field={text} lines={4} first />
        <p class="small">{tm('final')}</p>
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tm('do.reply')} />
      </form>
    </OrderDialog>
  );
}
