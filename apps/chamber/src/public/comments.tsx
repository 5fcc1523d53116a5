/** A draft that is open: what was said of it, what was answered, and a form for whoever has something to say. */
import type { Graph } from '@nghitruong/client';
import { GraphFault } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import { Done, focusWrong, Notice, TextField, useField } from '../chair/parts/order.js';
import { readPatiently } from '../clerk/acting.js';
import { tm } from '../clerk/comments-words.js';
import { dayText } from '../clerk/days.js';
import { PublicComments, SubmitComment, type PublicCommentsQuery } from '../graph/operations.js';
import { pick } from '../shared/i18n.js';

export type PublicComment = NonNullable<
  PublicCommentsQuery['resolution']
>['publishedComments']['edges'][number]['node'];

export function CommentsForAll({ graph, id, open }: { graph: Graph; id: string; open: boolean }) {
  const [all, setAll] = useState<readonly PublicComment[] | null>(null);
  const [end, setEnd] = useState<string | null>(null);
  const read = async (after: string | null, signal: AbortSignal): Promise<void> => {
    const found = await readPatiently(() => graph.run(PublicComments, { id, after }, { signal }), signal);
    if (signal.aborted || !found?.resolution) return;
    const { edges, pageInfo } = found.resolution.publishedComments;
    const page = edges.map((edge) => edge.node);
    setAll((known) => (after === null ? page : [...(known ?? []), ...page]));
    setEnd(pageInfo.hasNextPage ? pageInfo.endCursor : null);
  };
  useEffect(() => {
    const leaving = new AbortController();
    void read(null, leaving.signal);
    return () => leaving.abort();
  }, [graph, id]);
  return (
    <>
      <h3>{tm('public.list')}</h3>
      {all?.length === 0 ? <p>{tm('public.none')}</p> : null}
      {all && all.length > 0 ? (
        <ol class="q-comments">
          {all.map((comment) => (
            <li key={comment.id} value={comment.number}>
              <p class="words">{comment.text}</p>
              <p class="q-small">{tm('on', { d: dayText(comment.submittedOn), v: comment.version })}</p>
              {comment.outcome ? (
                <p class="words">
                  <b>{tm(`outcome.${comment.outcome}`)}.</b> {comment.reply}
                </p>
              ) : (
                <p class="q-small">{tm('public.waiting')}</p>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {end === null ? null : (
        <button type="button" class="q-more" onClick={() => void read(end, new AbortController().signal)}>
          {tm('more')}
        </button>
      )}
      {open ? <CommentForm graph={graph} id={id} /> : null}
    </>
  );
}

/** What was typed stays until it was received. */
function CommentForm({ graph, id }: { graph: Graph; id: string }) {
  const text = useField('', (value) =>
    value.trim().length >= 10 && value.trim().length <= 2000 ? null : tm('form.length'),
  );
  const fullName = useField('', () => null);
  const contact = useField('', () => null);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const send = async (): Promise<void> => {
    setBusy(true);
    setSent(false);
    setNotice(null);
    try {
      const { said } = await graph.run(SubmitComment, {
        input: {
          resolutionId: id,
          text: text.value,
          fullName: fullName.value.trim() || null,
          contact: contact.value.trim() || null,
        },
      });
      if (said.__typename === 'Refused') setNotice(pick(said));
      else {
        for (const field of [text, fullName, contact]) field.set('');
        setSent(true);
      }
    } catch (error) {
      const why = error instanceof GraphFault && !error.retryable ? error.said : null;
      setNotice(why ? pick(why) : tm('form.unknown'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="q-form"
      noValidate
      aria-labelledby={`comment-${id}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.check()) focusWrong(event.currentTarget);
        else if (!busy) void send();
      }}
    >
      <h3 id={`comment-${id}`}>{tm('form.title')}</h3>
      <p class="q-small">{tm('form.lead')}</p>
      <TextField id={`text-${id}`} label={tm('form.text')} field={text} lines={5} />
      <TextField id={`name-${id}`} label={tm('form.name')} field={fullName} />
      <TextField id={`contact-${id}`} label={tm('form.contact')} field={contact} />
      <Done text={sent ? tm('form.sent') : null} />
      <Notice text={notice} />
      <button type="submit" class="q-more" aria-disabled={busy}>
        {tm('form.send')}
      </button>
    </form>
  );
}
