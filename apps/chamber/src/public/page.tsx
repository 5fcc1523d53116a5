/** Resolutions as everyone may read them: what was decided, by which numbers, and what became of it. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { dayText } from '../clerk/days.js';
import { tw } from '../clerk/resolution-page-words.js';
import { TargetLine } from '../clerk/resolution-targets.js';
import { tr } from '../clerk/resolution-words.js';
import { saveFile } from '../clerk/resolutions.js';
import { ResultSheet } from '../graph/operations.js';
import { dayMonthYear } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { Icon } from '../shared/icons.js';
import { language, setLanguage, t, useLanguage } from '../shared/i18n.js';
import { percent, resultLines } from '../shared/result.js';
import { DemoMark } from '../shared/ui.js';
import { tm } from '../clerk/comments-words.js';
import { CommentsForAll } from './comments.js';
import { useReading, useWhole, type PublicRow, type PublicWhole, type Reading } from './reading.js';
import { tq } from './words.js';

export function ResolutionsForAll({ graph }: { graph: Graph }) {
  useLanguage();
  const reading = useReading(graph);
  document.title = tq('title');
  return <ResolutionsPicture reading={reading} draw={(row) => <Row key={row.id} graph={graph} row={row} />} />;
}

export function ResolutionsPicture({
  reading,
  draw,
}: {
  reading: Reading;
  draw: (row: PublicRow) => ComponentChildren;
}) {
  const other = language() === 'vi' ? 'en' : 'vi';
  const { rows } = reading;
  return (
    <div class="d q">
      <header class="d-head">
        <span>{t('c.name')}</span>
        <button type="button" class="d-lang" lang={other} onClick={() => setLanguage(other)}>
          {other === 'en' ? 'English' : 'Tiếng Việt'}
        </button>
      </header>
      <main>
        <h1>{tq('title')}</h1>
        <p class="d-lead">{tq('lead')}</p>
        {reading.illustrative ? (
          <p>
            <DemoMark />
          </p>
        ) : null}
        {reading.councils.length > 1 ? (
          <p class="q-field">
            <label for="council">{tq('council')}</label>
            <select
              id="council"
              value={reading.councilId ?? ''}
              onChange={(event) => reading.choose(event.currentTarget.value)}
            >
              {reading.councils.map((council) => (
                <option key={council.id} value={council.id}>
                  {council.shortName}
                </option>
              ))}
            </select>
          </p>
        ) : null}
        <div role="status">
          {rows === null ? <p>{tq('loading')}</p> : null}
          {rows === undefined ? <p>{tq('failed')}</p> : null}
          {rows?.length === 0 ? <p>{tq('none')}</p> : null}
        </div>
        {rows?.map(draw)}
        {reading.hasMore ? (
          <button type="button" class="q-more" onClick={() => reading.more()}>
            {tq('more')}
          </button>
        ) : null}
      </main>
    </div>
  );
}

function Row({ graph, row }: { graph: Graph; row: PublicRow }) {
  const [open, setOpen] = useState(false);
  const whole = useWhole(graph, row.id, open);
  const [unread, setUnread] = useState(false);
  const save = async (pollId: string, format: 'PDF' | 'DOCX' | 'XLSX'): Promise<void> => {
    const file = await graph.run(ResultSheet, { pollId, format }).then(
      ({ poll }) => poll?.sheet ?? null,
      () => null,
    );
    setUnread(file === null);
    if (file) saveFile(file);
  };
  return (
    <RowPicture
      row={row}
      whole={whole}
      open={open}
      unread={unread}
      comments={row.commentPeriod ? <CommentsForAll graph={graph} id={row.id} open={row.commentPeriod.open} /> : null}
      onOpen={() => setOpen(!open)}
      onSave={(pollId, format) => void save(pollId, format)}
    />
  );
}

export function RowPicture({
  row,
  whole,
  open,
  unread,
  comments,
  onOpen,
  onSave,
}: {
  row: PublicRow;
  whole: PublicWhole | null | undefined;
  open: boolean;
  unread: boolean;
  /** Where the draft was opened for them. */
  comments?: ComponentChildren;
  onOpen: () => void;
  onSave: (pollId: string, format: 'PDF' | 'DOCX' | 'XLSX') => void;
}) {
  const facts = [
    ...(row.adoptedOn ? [tq('adopted', { d: dayText(row.adoptedOn) })] : []),
    ...(row.effectiveFrom ? [tq('from', { d: dayText(row.effectiveFrom) })] : []),
    // What is not yet in force is so until the day before it is: no day to show beside the first one.
    ...(row.validity.until && row.validity.state !== 'NOT_YET'
      ? [tq('until', { d: dayText(row.validity.until) })]
      : []),
  ];
  return (
    <article class="q-card" aria-labelledby={`title-${row.id}`}>
      <h2 id={`title-${row.id}`}>
        {row.numberText ? <span class="q-number">{row.numberText}</span> : null}
        {row.title}
      </h2>
      <p>
        <span class="q-tag">{tr(`state.${row.state}`)}</span>{' '}
        {row.adoptedOn ? <span class="q-tag">{tr(`validity.${row.validity.state}`)}</span> : null}{' '}
        {row.commentPeriod ? (
          <span class="q-tag">
            {tm(row.commentPeriod.open ? 'public.open' : 'public.closed', { d: dayText(row.commentPeriod.closesOn) })}
          </span>
        ) : null}
      </p>
      {facts.length > 0 ? <p class="q-small">{facts.join(' · ')}</p> : null}
      <button type="button" class="q-more" aria-expanded={open} onClick={onOpen}>
        {tq(row.commentPeriod && !row.adoptedOn ? 'showDraft' : 'show')}
        <span class="sr">: {row.title}</span>
      </button>
      {open ? (
        <div role="status">
          {whole === null ? <p>{tq('loading')}</p> : null}
          {whole === undefined ? <p>{tq('failed')}</p> : null}
          {unread ? <p>{tq('unread')}</p> : null}
        </div>
      ) : null}
      {open && whole ? <Whole whole={whole} onSave={onSave} /> : null}
      {open && whole ? comments : null}
    </article>
  );
}

function Whole({
  whole,
  onSave,
}: {
  whole: PublicWhole;
  onSave: (pollId: string, format: 'PDF' | 'DOCX' | 'XLSX') => void;
}) {
  const text = whole.versions.find(({ version }) => version === whole.adoptedVersion) ?? whole.versions.at(-1);
  const about = [
    ...(whole.signedOn ? [tq('signed', { d: dayText(whole.signedOn) })] : []),
    ...(whole.submittedBy ? [tq('submitter', { x: whole.submittedBy.name })] : []),
    ...(whole.verifyingBody ? [tq('verifier', { x: whole.verifyingBody.name })] : []),
    ...(whole.citation ? [tq('citation', { x: whole.citation })] : []),
  ];
  return (
    <>
      {about.length > 0 ? <p class="q-small">{about.join(' · ')}</p> : null}
      {whole.decidedBy?.result ? <Result poll={whole.decidedBy} onSave={onSave} /> : null}
      {whole.targets.length > 0 ? (
        <>
          <h3>{tq('targets')}</h3>
          <ul>
            {whole.targets.map((target) => (
              <li key={target.id}>
                <TargetLine target={target} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {whole.steps.some((step) => step.doneOn) ? (
        <>
          <h3>{tq('steps')}</h3>
          <ul>
            {whole.steps.map((step) => (
              <li key={step.kind}>
                <Icon name={step.doneOn ? 'check' : 'clock'} /> {tr(`step.${step.kind}`)}
                {step.doneOn
                  ? `, ${tr('done', { d: dayText(step.doneOn) })}`
                  : step.dueOn
                    ? `, ${tr('due', { d: dayText(step.dueOn) })}`
                    : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {whole.saysOf.length + whole.isSaidOf.length > 0 ? (
        <>
          <h3>{tq('relations')}</h3>
          <ul>
            {whole.saysOf.map((each) => (
              <li key={each.id}>
                {tw('rel.of', { k: tw(`rel.${each.kind}`), x: each.to?.numberText ?? each.to?.title ?? '–' })}
              </li>
            ))}
            {whole.isSaidOf.map((each) => (
              <li key={each.id}>
                {tw('rel.by', { k: tw(`rel.${each.kind}`), x: each.from?.numberText ?? each.from?.title ?? '–' })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {text ? (
        <>
          <h3>{tq('text')}</h3>
          {text.paragraphs.map((paragraph) => (
            <p key={paragraph.id}>{paragraph.text}</p>
          ))}
        </>
      ) : null}
    </>
  );
}

const FORMATS = ['PDF', 'DOCX', 'XLSX'] as const;

function Result({
  poll,
  onSave,
}: {
  poll: NonNullable<PublicWhole['decidedBy']>;
  onSave: (pollId: string, format: 'PDF' | 'DOCX' | 'XLSX') => void;
}) {
  const result = poll.result!;
  return (
    <>
      <h3>{tq('result')}</h3>
      <table>
        <caption class="sr">{poll.title}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{tq('count')}</th>
            <th scope="col">{tq('share')}</th>
          </tr>
        </thead>
        <tbody>
          {resultLines(result).map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.label}</th>
              <td>{line.share.count}</td>
              <td>{percent(line.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="q-small">{tq('outcome', { k: result.threshold.needed, n: result.threshold.of })}</p>
      {poll.corrections.map((each) => (
        <p key={each.id} class="q-small">
          {tw('correction.line', {
            x: each.fullName,
            k: tw(`correction.${each.kind}`),
            a: each.recorded ? t(`o.${each.recorded}`) : tw('correction.nothing'),
            b: t(`o.${each.meant}`),
          })}{' '}
          {dayMonthYear(each.statedAt)}
        </p>
      ))}
      <div class="q-files">
        {FORMATS.map((format) => (
          <button key={format} type="button" class="q-more" onClick={() => onSave(poll.id, format)}>
            {tq('sheet', { f: format })}
          </button>
        ))}
      </div>
    </>
  );
}
