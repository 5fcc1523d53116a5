/** Resolutions as the clerk keeps them: the gate, the number, the steps; papers to download; old ones to import. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleChamber, ConsolePoll } from '../chair/model.js';
import { isResolution, shortTitle } from '../chair/next-step.js';
import { focusWrong, Notice, OrderDialog, TextField, useField } from '../chair/parts/order.js';
import { Icon } from '../shared/icons.js';
import { dayText } from './days.js';
import { tr } from './resolution-words.js';
import { Import, Papers } from './resolution-papers.js';
import type { Conclusion, ResolutionRow, Resolutions } from './resolutions.js';
import { tw } from './resolution-page-words.js';
import { tk } from './words.js';

const CONCLUSIONS: readonly Conclusion[] = ['AGREED', 'AGREED_WITH_CHANGES', 'NOT_AGREED'];

export interface MorePages {
  drafting(open: (id: string) => void): ComponentChildren;
  one(id: string, revision: number, all: readonly ResolutionRow[], back: () => void): ComponentChildren;
  readonly ending: ComponentChildren;
}
type Asked = { readonly what: 'verify' | 'waive' | 'place'; readonly row: ResolutionRow };

export function ResolutionsPage({
  chamber,
  resolutions,
  prepared,
  today,
  more,
}: {
  chamber: ConsoleChamber;
  resolutions: Resolutions;
  prepared: readonly ConsolePoll[];
  /** yyyy-MM-dd */
  today: string;
  /** Drafting, one resolution whole, and those that end: what reads for itself. */
  more?: MorePages;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const { rows, busy, again } = resolutions;
  // A draft may come from another page of the desk or from another desk: neither is a command of the sitting.
  const first = useRef(again);
  useEffect(() => first.current(), []);
  const ask = (what: Asked['what'], row: ResolutionRow): void => {
    resolutions.clear();
    setAsked({ what, row });
  };
  const close = (): void => setAsked(null);
  const after = async (work: Promise<boolean>): Promise<void> => {
    if (await work) close();
  };
  const one = rows?.find((row) => row.id === opened);
  if (opened !== null && more) return <>{more.one(opened, one?.revision ?? 0, rows ?? [], () => setOpened(null))}</>;
  return (
    <>
      <div class="head">
        <h1>{tr('title')}</h1>
        {more?.drafting(setOpened)}
      </div>
      <p class="small">{tr('lead')}</p>
      <Notice text={asked ? null : rows === undefined ? tr('failed') : resolutions.notice} />
      {rows === null ? <p>{tr('loading')}</p> : null}
      {rows?.length === 0 ? <p>{tr('none')}</p> : null}
      {rows && rows.length > 0 ? (
        <table class="t framed">
          <caption class="sr">{tr('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{tr('name')}</th>
              <th scope="col">{tr('next')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <About row={row} />
                  {more ? (
                    <button
                      type="button"
                      class="bt sm"
                      aria-label={`${tw('open')}: ${row.title}`}
                      onClick={() => setOpened(row.id)}
                    >
                      {tw('open')}
                    </button>
                  ) : null}
                </td>
                <td>
                  <Next row={row} busy={busy} today={today} ask={ask} resolutions={resolutions} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {resolutions.hasMore ? (
        <button type="button" class="bt" onClick={() => resolutions.more()}>
          {tr('more')}
        </button>
      ) : null}
      {more?.ending}
      <Papers prepared={prepared} resolutions={resolutions} />
      <Import resolutions={resolutions} />
      {asked?.what === 'verify' ? (
        <AskVerify
          row={asked.row}
          resolutions={resolutions}
          onClose={close}
          onSave={(conclusion, report) => void after(resolutions.verify(asked.row, conclusion, report))}
        />
      ) : null}
      {asked?.what === 'waive' ? (
        <AskWaive
          row={asked.row}
          resolutions={resolutions}
          onClose={close}
          onSave={(reason) => void after(resolutions.waive(asked.row, reason))}
        />
      ) : null}
      {asked?.what === 'place' ? (
        <OrderDialog title={tr('do.place')} notice={resolutions.notice} onClose={close}>
          <p>{asked.row.title}</p>
          <div class="stack">
            {chamber.items.filter(isResolution).map((item) => (
              <button
                key={item.id}
                type="button"
                class="bt wide"
                aria-disabled={busy}
                onClick={() => !busy && void after(resolutions.place(asked.row, item.id))}
              >
                {item.position}. {shortTitle(item)}
              </button>
            ))}
            <button type="button" class="bt" onClick={close}>
              {tk('c.back')}
            </button>
          </div>
        </OrderDialog>
      ) : null}
    </>
  );
}

function About({ row }: { row: ResolutionRow }) {
  const last = row.versions.at(-1);
  const verified = row.verifications.at(-1);
  return (
    <>
      <b>{row.title}</b>
      <p class="small">
        <span class="tag">{tr(`state.${row.state}`)}</span> {row.numberText ?? tr('unnumbered')}
        {row.adoptedOn ? `, ${tr(`validity.${row.validity.state}`)}` : ''}
      </p>
      {last ? <p class="small">{tr('versions', { n: last.version, h: last.textHash.slice(0, 8) })}</p> : null}
      {verified ? (
        <p class="small">
          {tr(verified.waived ? 'waived' : 'report', { d: dayText(verified.reportedOn) })}
          {verified.conclusion ? `: ${tr(`conclusion.${verified.conclusion}`)}` : ''}
          {verified.late ? ` (${tr('late')})` : ''}
        </p>
      ) : null}
      {row.agendaItems.map((item) => (
        <p key={item.id} class="small">
          {tr('onAgenda', { n: item.position })}
        </p>
      ))}
    </>
  );
}

function Next({
  row,
  busy,
  today,
  ask,
  resolutions,
}: {
  row: ResolutionRow;
  busy: boolean;
  today: string;
  ask: (what: Asked['what'], row: ResolutionRow) => void;
  resolutions: Resolutions;
}) {
  const button = (what: Asked['what']) => (
    <button type="button" class="bt sm" aria-haspopup="dialog" onClick={() => ask(what, row)}>
      {tr(`do.${what}`)}
      <span class="sr">: {row.title}</span>
    </button>
  );
  switch (row.state) {
    case 'DRAFT':
      return (
        <div class="stack">
          <span class="small">{tr('waitBody')}</span>
          {button('waive')}
        </div>
      );
    case 'SUBMITTED':
      return (
        <div class="stack">
          {row.reportDeadline ? (
            <span class="small">
              {tr('reportDue', { d: dayText(row.reportDeadline.dueOn) })}
              {row.reportDeadline.late ? ` (${tr('late')})` : ''}
            </span>
          ) : null}
          {button('verify')}
          {button('waive')}
        </div>
      );
    case 'ADMITTED':
      return row.agendaItems.length > 0 ? <span class="small">{tr('waitVote')}</span> : button('place');
    case 'ADOPTED':
      return <span class="small">{tr('waitSign')}</span>;
    case 'SIGNED':
    case 'PUBLISHED':
      return (
        <ul class="steps">
          {row.steps.map((step) => (
            <li key={step.kind}>
              <span class="small">
                <Icon name={step.doneOn ? 'check' : 'clock'} /> {tr(`step.${step.kind}`)}
                {step.doneOn
                  ? `, ${tr('done', { d: dayText(step.doneOn) })}`
                  : step.dueOn
                    ? `, ${tr('due', { d: dayText(step.dueOn) })}`
                    : ''}
                {step.late ? ` (${tr('late')})` : ''}
              </span>
              {step.doneOn || step.kind === 'SIGN' ? null : (
                <button
                  type="button"
                  class="bt sm"
                  aria-disabled={busy}
                  aria-label={`${tr('do.step')}: ${tr(`step.${step.kind}`)}, ${row.numberText ?? row.title}`}
                  onClick={() => !busy && void resolutions.step(row, step.kind, today)}
                >
                  {tr('do.step')}
                </button>
              )}
            </li>
          ))}
        </ul>
      );
    default:
      return null;
  }
}

interface AskProps {
  readonly row: ResolutionRow;
  readonly resolutions: Resolutions;
  readonly onClose: () => void;
}

const filled = (value: string): string | null => (value.trim() === '' ? tr('empty') : null);

function AskVerify({
  row,
  resolutions,
  onClose,
  onSave,
}: AskProps & { onSave: (c: Conclusion, report: string) => void }) {
  const report = useField('', filled);
  const [conclusion, setConclusion] = useState<Conclusion>('AGREED');
  return (
    <OrderDialog title={tr('do.verify')} notice={resolutions.notice} onClose={onClose}>
      <p>{row.title}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!report.check()) focusWrong(event.currentTarget);
          else if (!resolutions.busy) onSave(conclusion, report.value.trim());
        }}
      >
        <div class="fld">
          <label for="conclusion">{tr('conclusion')}</label>
          <select
            id="conclusion"
            value={conclusion}
            onChange={(event) => setConclusion(event.currentTarget.value as Conclusion)}
          >
            {CONCLUSIONS.map((each) => (
              <option key={each} value={each}>
                {tr(`conclusion.${each}`)}
              </option>
            ))}
          </select>
        </div>
        <TextField id="report" label={tr('summary')} field={report} lines={4} first />
        <Buttons busy={resolutions.busy} onClose={onClose} />
      </form>
    </OrderDialog>
  );
}

function AskWaive({ row, resolutions, onClose, onSave }: AskProps & { onSave: (reason: string) => void }) {
  const reason = useField('', filled);
  return (
    <OrderDialog title={tr('do.waive')} notice={resolutions.notice} onClose={onClose}>
      <p>{row.title}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason.check()) focusWrong(event.currentTarget);
          else if (!resolutions.busy) onSave(reason.value.trim());
        }}
      >
        <TextField id="waiver" label={tr('reason')} field={reason} lines={3} first />
        <Buttons busy={resolutions.busy} onClose={onClose} />
      </form>
    </OrderDialog>
  );
}

const Buttons = ({ busy, onClose }: { busy: boolean; onClose: () => void }) => (
  <div class="acts">
    <button type="button" class="bt" onClick={onClose}>
      {tk('c.back')}
    </button>
    <button type="submit" class="bt solid" aria-disabled={busy}>
      {tr('do.save')}
    </button>
  </div>
);
