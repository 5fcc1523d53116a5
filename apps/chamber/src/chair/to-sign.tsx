/** What waits for the chair's signature: each adopted resolution with its number, signed one by one. */
import { useState } from 'preact/hooks';
import { nodesOf, useReadAndAct } from '../clerk/acting.js';
import { dayText, dayTyped } from '../clerk/days.js';
import { tw } from '../clerk/resolution-page-words.js';
import {
  ResolutionsToSign,
  SignResolution,
  type ResolutionsToSignQuery,
  type SignResolutionMutationVariables,
} from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { Done, focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import { tc } from './say.js';

export type ToSignRow = NonNullable<ResolutionsToSignQuery['council']>['resolutions']['edges'][number]['node'];
type Signature = Omit<SignResolutionMutationVariables['input'], 'resolutionId' | 'expectedRevision'>;

export function ToSign({
  graph,
  councilId,
  step,
  today,
}: {
  graph: Graph;
  councilId: string;
  step: number;
  /** yyyy-MM-dd */
  today: string;
}) {
  const { found, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) => nodesOf((await graph.run(ResolutionsToSign, { councilId }, { signal })).council?.resolutions),
    [graph, councilId, step],
  );
  const { busy, last, clear } = acting;
  return (
    <ToSignPicture
      rows={found}
      busy={busy}
      said={last?.tone === 'ok' ? last.words() : null}
      notice={last?.tone === 'bad' ? last.words() : null}
      today={today}
      onAsk={clear}
      onSign={(row, signature) =>
        act(
          async () =>
            (
              await graph.run(SignResolution, {
                input: { resolutionId: row.id, expectedRevision: row.revision, ...signature },
              })
            ).said,
          () => tw('said.signed', { x: row.numberText ?? row.title }),
        )
      }
    />
  );
}

export function ToSignPicture({
  rows,
  busy,
  said,
  notice,
  today,
  onAsk,
  onSign,
}: {
  rows: readonly ToSignRow[] | null;
  busy: boolean;
  said: string | null;
  notice: string | null;
  today: string;
  onAsk: () => void;
  onSign: (row: ToSignRow, signature: Signature) => Promise<boolean>;
}) {
  const [asked, setAsked] = useState<ToSignRow | null>(null);
  return (
    <section class="minutes" aria-label={tw('sign.title')}>
      <h2>{tw('sign.title')}</h2>
      <Done text={said} />
      {rows === null ? <p>{tc('c.loading')}</p> : null}
      {rows?.length === 0 ? <p>{tw('sign.none')}</p> : null}
      <ol>
        {rows?.map((row) => (
          <li key={row.id}>
            <p>
              <b>{row.numberText}</b>
              <span class="small">{row.title}</span>
            </p>
            <button
              type="button"
              class="bt sm"
              aria-haspopup="dialog"
              aria-label={tw('sign.doOf', { x: row.numberText ?? row.title })}
              onClick={() => {
                onAsk();
                setAsked(row);
              }}
            >
              {tw('sign.do')}
            </button>
          </li>
        ))}
      </ol>
      {asked ? (
        <AskSign
          row={asked}
          today={today}
          busy={busy}
          notice={notice}
          onClose={() => setAsked(null)}
          onSave={(signature) => void onSign(asked, signature).then((done) => done && setAsked(null))}
        />
      ) : null}
    </section>
  );
}

function AskSign({
  row,
  today,
  onSave,
  ...rest
}: OrderProps & { row: ToSignRow; today: string; onSave: (signature: Signature) => void }) {
  const day = (value: string): string | null => (dayTyped(value) ? null : tw('f.day'));
  const signed = useField(dayText(today), day);
  const effective = useField(dayText(row.earliestEffect ?? today), day);
  const expires = useField('', (value) => (value.trim() === '' ? null : day(value)));
  const reason = useField('', () => null);
  const early = row.earliestEffect !== null && (dayTyped(effective.value) ?? '9') < row.earliestEffect;
  return (
    <OrderDialog title={tw('sign.ask', { x: row.numberText ?? row.title })} {...rest}>
      <p>{row.title}</p>
      <p class="small">{tw('sign.body')}</p>
      <form
        class="enter"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [signed, effective, expires].map((field) => field.check()).every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onSave({
              signedOn: dayTyped(signed.value)!,
              effectiveFrom: dayTyped(effective.value)!,
              expiresOn: dayTyped(expires.value),
              reason: reason.value.trim() || null,
            });
        }}
      >
        <TextField id="signed-on" label={tw('sign.on')} field={signed} inputMode="numeric" first />
        <TextField id="effective-from" label={tw('sign.effective')} field={effective} inputMode="numeric" />
        {row.earliestEffect ? <p class="small">{tw('sign.earliest', { d: dayText(row.earliestEffect) })}</p> : null}
        {early ? <TextField id="early-reason" label={tw('sign.reason')} field={reason} lines={2} /> : null}
        <TextField id="expires-on" label={tw('sign.expires')} field={expires} inputMode="numeric" />
        <div class="acts">
          <button type="button" class="bt" onClick={rest.onClose}>
            {tc('dlg.back')}
          </button>
          <button type="submit" class="bt solid" aria-disabled={rest.busy}>
            {tw('sign.do')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
