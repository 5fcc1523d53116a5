/** Requests at the desk: who asks for what, how far the sum over the window has come, and recording what came on paper. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import { Done, focusWrong, Notice, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { dayMonthYear } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import { sourceText } from '../shared/source.js';
import { Buttons, SelectField } from './ask-resolution.js';
import { tc } from './convening-words.js';
import { dayText, dayTyped } from './days.js';
import { useRequests, type DeskRequest, type NewRequest, type NewVoter, type Requests } from './requests.js';
import { tn } from './requests-words.js';
import type { Row } from './roster.js';

/** What a rating calls for is raised by its result, not here. */
const BY = ['DELEGATES', 'VOTERS', 'FRONT_COMMITTEE', 'PEOPLES_COMMITTEE_CHAIR', 'STANDING_BODY'] as const;
const WANTS = ['SPECIAL_SESSION', 'CLOSED_SITTING', 'CONFIDENCE_VOTE'] as const;
type Asked = { readonly what: 'raise' } | { readonly what: 'sign' | 'verify'; readonly request: DeskRequest };

export function RequestsTask({ graph, councilId, rows }: { graph: Graph; councilId: string; rows: readonly Row[] }) {
  return <RequestsPage requests={useRequests(graph, councilId)} rows={rows} />;
}

export function RequestsPage({
  requests,
  rows,
  asked: first = null,
}: {
  requests: Requests;
  /** The seats, to say who signed. */
  rows: readonly Row[];
  /** What is asked from the start (gallery). */
  asked?: Asked | null;
}) {
  const [asked, setAsked] = useState<Asked | null>(first);
  const { all, last } = requests;
  const ask = (what: Asked): void => {
    requests.clear();
    setAsked(what);
  };
  const close = (): void => setAsked(null);
  const trouble = last?.tone === 'bad' ? last.words() : null;
  const common = { busy: requests.busy, notice: trouble, onClose: close };
  const after = (work: Promise<boolean>): void => void work.then((done) => done && close());
  return (
    <>
      <div class="head">
        <h1>{tn('title')}</h1>
      </div>
      <p class="small">{tn('lead')}</p>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={asked ? null : trouble} />
      <div class="acts">
        <button type="button" class="bt solid" aria-haspopup="dialog" onClick={() => ask({ what: 'raise' })}>
          {tn('do.raise')}
        </button>
      </div>
      {all === null ? <p role="status">{tc('c.loading')}</p> : null}
      {all?.length === 0 ? <p>{tn('none')}</p> : null}
      {all?.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          onSign={() => ask({ what: 'sign', request })}
          onVerify={() => ask({ what: 'verify', request })}
        />
      ))}
      {asked?.what === 'raise' ? <AskRaise {...common} onSave={(given) => after(requests.raise(given))} /> : null}
      {asked?.what === 'sign' ? (
        <AskSignature
          {...common}
          request={asked.request}
          rows={rows}
          onSave={(seatId, document) => after(requests.sign(asked.request, seatId, document))}
        />
      ) : null}
      {asked?.what === 'verify' ? (
        <AskVoter
          {...common}
          request={asked.request}
          onSave={(voter) => after(requests.verify(asked.request, voter))}
        />
      ) : null}
    </>
  );
}

function RequestCard({
  request,
  onSign,
  onVerify,
}: {
  request: DeskRequest;
  onSign: () => void;
  onVerify: () => void;
}) {
  const { progress, decision } = request;
  const missing = progress.needed === null ? 0 : Math.max(0, progress.needed - progress.count);
  return (
    <section class="card" aria-label={request.subject}>
      <h2>{request.subject}</h2>
      <p class="small">
        {[
          tn(`by.${request.requestedBy}`),
          tn(`wants.${request.wants}`),
          dayMonthYear(request.raisedAt),
          ...(request.document ? [request.document] : []),
        ].join(' · ')}
      </p>
      <p>
        {progress.needed === null ? (
          tn('enough')
        ) : (
          <>
            <b>{tn('progress', { a: progress.count, n: progress.of ?? '–', k: progress.needed })}</b>{' '}
            <span class={`tag ${request.metAt ? 'ok' : 'warn'}`}>
              <Icon name={request.metAt ? 'check' : 'clock'} />
              {request.metAt ? tn('met', { d: dayMonthYear(request.metAt) }) : tn('missing', { n: missing })}
            </span>
          </>
        )}
      </p>
      <p class="small">
        {[
          ...(progress.since ? [tn('since', { d: dayMonthYear(progress.since) })] : []),
          ...(progress.reason ? [sourceText(progress.reason)] : []),
          ...(progress.reason && !progress.reason.confirmed ? [tc('prep.unconfirmed')] : []),
        ].join(' · ')}
      </p>
      {decision ? (
        <p>{tn(decision.accepted ? 'accepted' : 'refused', { d: dayText(decision.decidedOn), x: decision.note })}</p>
      ) : request.metAt ? (
        <p class="small">{tn('waiting')}</p>
      ) : null}
      {decision ? null : (
        <div class="acts wrap">
          {request.requestedBy === 'DELEGATES' ? (
            <button
              type="button"
              class="bt sm"
              aria-haspopup="dialog"
              aria-label={tn('do.signOf', { x: request.subject })}
              onClick={onSign}
            >
              {tn('do.sign')}
            </button>
          ) : null}
          {request.requestedBy === 'VOTERS' ? (
            <button
              type="button"
              class="bt sm"
              aria-haspopup="dialog"
              aria-label={tn('do.verifyOf', { x: request.subject })}
              onClick={onVerify}
            >
              {tn('do.verify')}
            </button>
          ) : null}
        </div>
      )}
    </section>
  );
}

const filled = (value: string): string | null => (value.trim() === '' ? tn('need.text') : null);

function AskRaise({ onSave, ...rest }: OrderProps & { onSave: (request: NewRequest) => void }) {
  const [by, setBy] = useState<NewRequest['requestedBy']>('DELEGATES');
  const [wants, setWants] = useState<NewRequest['wants']>('SPECIAL_SESSION');
  const voters = by === 'VOTERS';
  const subject = useField('', filled);
  const document = useField('', () => null);
  const total = useField('', (value) => (!voters || /^[1-9]\d{0,8}$/.test(value.trim()) ? null : tn('need.number')));
  const representative = useField('', (value) => (voters ? filled(value) : null));
  return (
    <OrderDialog title={tn('do.raise')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [subject, total, representative].map((field) => field.check()).every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              requestedBy: by,
              wants,
              subject: subject.value.trim(),
              document: document.value.trim() || null,
              votersTotal: voters ? Number(total.value) : null,
              representative: voters ? representative.value.trim() : null,
            });
        }}
      >
        <SelectField
          id="request-by"
          label={tn('f.by')}
          value={by}
          choices={BY.map((value) => ({ value, words: tn(`by.${value}`) }))}
          onChange={(value) => value && setBy(value)}
        />
        <SelectField
          id="request-wants"
          label={tn('f.wants')}
          value={wants}
          choices={WANTS.map((value) => ({ value, words: tn(`wants.${value}`) }))}
          onChange={(value) => value && setWants(value)}
        />
        <TextField id="request-subject" label={tn('f.subject')} field={subject} lines={3} first />
        <TextField id="request-document" label={tn('f.document')} field={document} />
        {voters ? (
          <>
            <TextField id="request-total" label={tn('f.total')} field={total} inputMode="numeric" />
            <TextField id="request-representative" label={tn('f.representative')} field={representative} />
          </>
        ) : null}
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tn('do.save')} />
      </form>
    </OrderDialog>
  );
}

function AskSignature({
  request,
  rows,
  onSave,
  ...rest
}: OrderProps & {
  request: DeskRequest;
  rows: readonly Row[];
  onSave: (seatId: string, document: string) => void;
}) {
  const [seatId, setSeatId] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const document = useField('', () => null);
  return (
    <OrderDialog title={tn('do.sign')} {...rest}>
      <p>{request.subject}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(seatId === '' ? tn('need.choice') : null);
          if (seatId !== '' && !rest.busy) onSave(seatId, document.value.trim());
        }}
      >
        <SelectField
          id="request-seat"
          label={tn('f.delegate')}
          value={seatId}
          choices={rows.map((row) => ({ value: row.seatId, words: row.fullName }))}
          wrong={wrong}
          onChange={setSeatId}
        />
        <TextField id="signature-document" label={tn('f.document')} field={document} />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tn('do.save')} />
      </form>
    </OrderDialog>
  );
}

function AskVoter({
  request,
  onSave,
  ...rest
}: OrderProps & { request: DeskRequest; onSave: (voter: NewVoter) => void }) {
  const fullName = useField('', filled);
  const born = useField('', (value) => (dayTyped(value) ? null : tn('need.day')));
  const address = useField('', filled);
  const [signed, setSigned] = useState(true);
  return (
    <OrderDialog title={tn('do.verify')} {...rest}>
      <p>{request.subject}</p>
      <p class="small">{tn('f.sealed')}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [fullName, born, address].map((field) => field.check()).every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              fullName: fullName.value.trim(),
              bornOn: dayTyped(born.value)!,
              address: address.value.trim(),
              signed,
            });
        }}
      >
        <TextField id="voter-name" label={tn('f.name')} field={fullName} first />
        <TextField id="voter-born" label={tn('f.born')} field={born} inputMode="numeric" />
        <TextField id="voter-address" label={tn('f.address')} field={address} />
        <label class="tick">
          <input type="checkbox" checked={signed} onChange={(event) => setSigned(event.currentTarget.checked)} />
          <span>{tn('f.signed')}</span>
        </label>
        <Buttons busy={rest.busy} onClose={rest.onClose} words={tn('do.save')} />
      </form>
    </OrderDialog>
  );
}
