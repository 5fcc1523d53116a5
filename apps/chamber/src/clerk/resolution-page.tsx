/** One resolution at the desk: where it stands, its text, reports, result, validity, relations and targets. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Done, Notice } from '../chair/parts/order.js';
import { dayMonthYear } from '../shared/format.js';
import type { Graph } from '@nghitruong/client';
import { t } from '../shared/i18n.js';
import { percent, resultLines } from '../shared/result.js';
import { tc } from './convening-words.js';
import { dayText } from './days.js';
import { tr } from './resolution-words.js';
import { CommentsTask } from './comments-card.js';
import { AskReason, AskRelation, AskSubmit } from './ask-resolution.js';
import { Targets } from './resolution-targets.js';
import { ParagraphEditor, TextCard } from './resolution-text.js';
import {
  useBodies,
  useOneResolution,
  type Body,
  type OneResolutionDesk,
  type Relation,
  type Whole,
} from './resolution.js';
import type { ResolutionRow } from './resolutions.js';
import { tw } from './resolution-page-words.js';

interface ResolutionPageProps {
  readonly desk: OneResolutionDesk;
  readonly bodies: readonly Body[];
  /** Others of the council, to say something of. */
  readonly others: readonly Pick<ResolutionRow, 'id' | 'title' | 'numberText'>[];
  readonly onBack: () => void;
  /** Comments on it: what reads for itself. */
  readonly comments?: (whole: Whole) => ComponentChildren;
  /** What is asked from the start (gallery). */
  readonly asked?: Asked | null;
}

type Asked = 'revise' | 'submit' | 'giveBack' | 'withdraw' | 'relate';

export function ResolutionTask({
  graph,
  id,
  revision,
  councilId,
  onChange,
  ...shown
}: { graph: Graph; id: string; revision: number; councilId: string; onChange: () => void } & Pick<
  ResolutionPageProps,
  'others' | 'onBack'
>) {
  const desk = useOneResolution(graph, id, revision, onChange);
  return (
    <ResolutionPage
      desk={desk}
      bodies={useBodies(graph, councilId)}
      comments={(whole) => (
        <CommentsTask
          graph={graph}
          id={id}
          revision={whole.revision}
          mayOpen={whole.state === 'DRAFT' || whole.state === 'SUBMITTED' || whole.state === 'ADMITTED'}
          onChange={onChange}
        />
      )}
      {...shown}
    />
  );
}

export function ResolutionPage({ desk, bodies, others, onBack, comments, asked: first = null }: ResolutionPageProps) {
  const [asked, setAsked] = useState<Asked | null>(first);
  const { whole, last } = desk;
  const back = (
    <button type="button" class="bt sm" onClick={onBack}>
      {tw('back')}
    </button>
  );
  if (!whole)
    return (
      <>
        <p role="status">{whole === null ? tc('c.loading') : tw('gone')}</p>
        <div class="acts">{back}</div>
      </>
    );
  const latest = whole.texts.at(-1);
  const close = (): void => setAsked(null);
  const ask = (what: Asked): void => {
    desk.clear();
    setAsked(what);
  };
  const trouble = last?.tone === 'bad' ? last.words() : null;
  const may = (...states: Whole['state'][]): boolean => states.includes(whole.state);
  const button = (what: Asked, dialog = true) => (
    <button type="button" class="bt sm" aria-haspopup={dialog ? 'dialog' : undefined} onClick={() => ask(what)}>
      {tw(`do.${what}`)}
    </button>
  );
  if (asked === 'revise' && latest)
    return (
      <ParagraphEditor
        title={whole.title}
        paragraphs={latest.paragraphs}
        version={latest.version + 1}
        busy={desk.busy}
        notice={trouble}
        onClose={close}
        onSave={(paragraphs, title, note) => void desk.revise(paragraphs, title, note).then((done) => done && close())}
      />
    );
  return (
    <>
      <div class="head">
        <h1>{whole.title}</h1>
        {back}
      </div>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={asked ? null : trouble} />
      <About whole={whole} />
      <div class="acts wrap">
        {may('DRAFT', 'SUBMITTED', 'ADMITTED') ? button('revise', false) : null}
        {may('DRAFT') ? button('submit') : null}
        {may('SUBMITTED', 'ADMITTED', 'REJECTED') ? button('giveBack') : null}
        {may('DRAFT', 'SUBMITTED', 'ADMITTED', 'REJECTED') ? button('withdraw') : null}
      </div>
      {whole.decidedBy?.result ? <Result poll={whole.decidedBy} /> : null}
      {whole.state === 'ADOPTED' || whole.state === 'SIGNED' || whole.state === 'PUBLISHED' ? (
        <>
          <Validity whole={whole} />
          <Targets desk={desk} targets={whole.targets} bodies={bodies} />
        </>
      ) : null}
      <Relations whole={whole} add={may('WITHDRAWN', 'REJECTED') ? null : button('relate')} />
      <Reports whole={whole} />
      {comments?.(whole)}
      {latest ? (
        <TextCard texts={whole.texts} adopted={whole.adoptedVersion} difference={desk.difference} />
      ) : (
        <p>{tw('text.none')}</p>
      )}
      {asked === 'submit' ? (
        <AskSubmit
          bodies={bodies.filter((body) => body.kind === 'COMMITTEE')}
          first={whole.verifyingBody?.id ?? null}
          busy={desk.busy}
          notice={trouble}
          onClose={close}
          onSave={(bodyId) => void desk.submit(bodyId).then((done) => done && close())}
        />
      ) : null}
      {asked === 'giveBack' || asked === 'withdraw' ? (
        <AskReason
          title={tw(`do.${asked}`)}
          busy={desk.busy}
          notice={trouble}
          onClose={close}
          onSave={(reason) => void desk[asked](reason).then((done) => done && close())}
        />
      ) : null}
      {asked === 'relate' ? (
        <AskRelation
          others={others.filter((other) => other.id !== whole.id)}
          busy={desk.busy}
          notice={trouble}
          onClose={close}
          onSave={(relation) => void desk.relate(relation).then((done) => done && close())}
        />
      ) : null}
    </>
  );
}

function About({ whole }: { whole: Whole }) {
  return (
    <p class="small">
      <span class="tag">{tr(`state.${whole.state}`)}</span>{' '}
      {[
        whole.numberText ?? tr('unnumbered'),
        tw(`kind.${whole.kind}`),
        ...(whole.submittedBy ? [tw('about.submitter', { x: whole.submittedBy.name })] : []),
        ...(whole.verifyingBody ? [tw('about.verifier', { x: whole.verifyingBody.name })] : []),
        ...(whole.submittedOn ? [tw('about.submitted', { d: dayText(whole.submittedOn) })] : []),
        ...(whole.citation ? [tw('about.citation', { x: whole.citation })] : []),
      ].join(' · ')}
    </p>
  );
}

export function Card({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The lines of the minutes, as every other page shows them, and what delegates stated afterwards. */
function Result({ poll }: { poll: NonNullable<Whole['decidedBy']> }) {
  const option = (name: 'FOR' | 'AGAINST' | 'ABSTAIN'): string => t(`o.${name}`);
  return (
    <Card id="resolution-result" title={tw('result.title')}>
      <table class="t figures">
        <caption class="sr">{poll.title}</caption>
        <tbody>
          {resultLines(poll.result!).map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.label}</th>
              <td class="n">
                <b>{line.share.count}</b>
              </td>
              <td class="n">{percent(line.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {poll.corrections.length > 0 ? (
        <>
          <h3>{tw('result.corrections')}</h3>
          <ul class="plain">
            {poll.corrections.map((each) => (
              <li key={each.id}>
                {tw('correction.line', {
                  x: each.fullName,
                  k: tw(`correction.${each.kind}`),
                  a: each.recorded ? option(each.recorded) : tw('correction.nothing'),
                  b: option(each.meant),
                })}
                {each.words ? <span class="small"> {each.words}</span> : null}
                <span class="small"> {dayMonthYear(each.statedAt)}</span>
              </li>
            ))}
          </ul>
          <p class="small">{tw('result.unchanged')}</p>
        </>
      ) : null}
    </Card>
  );
}

function Validity({ whole }: { whole: Whole }) {
  return (
    <Card id="resolution-validity" title={tw('after.title')}>
      <p>
        <span class="tag">{tr(`validity.${whole.validity.state}`)}</span>{' '}
        {[
          ...(whole.effectiveFrom ? [tw('after.from', { d: dayText(whole.effectiveFrom) })] : []),
          ...(whole.validity.until && whole.validity.state !== 'NOT_YET'
            ? [tw('after.until', { d: dayText(whole.validity.until) })]
            : []),
        ].join(' · ')}
      </p>
      {whole.effectiveReason ? <p class="small">{tw('after.reason', { x: whole.effectiveReason })}</p> : null}
    </Card>
  );
}

const nameOf = (one: Relation['to']): string => one?.numberText ?? one?.title ?? '–';

function Relations({ whole, add }: { whole: Whole; add: ComponentChildren }) {
  const line = (relation: Relation, words: string) => (
    <li key={relation.id}>
      {words}
      {relation.part ? <span class="small"> ({relation.part})</span> : null}
    </li>
  );
  return (
    <Card id="resolution-relations" title={tw('rel.title')}>
      {whole.saysOf.length + whole.isSaidOf.length === 0 ? <p>{tw('rel.none')}</p> : null}
      <ul class="plain">
        {whole.saysOf.map((each) => line(each, tw('rel.of', { k: tw(`rel.${each.kind}`), x: nameOf(each.to) })))}
        {whole.isSaidOf.map((each) => line(each, tw('rel.by', { k: tw(`rel.${each.kind}`), x: nameOf(each.from) })))}
      </ul>
      {add ? <div class="acts">{add}</div> : null}
    </Card>
  );
}

function Reports({ whole }: { whole: Whole }) {
  if (whole.reports.length === 0) return null;
  return (
    <Card id="resolution-reports" title={tw('report.title')}>
      {whole.reports.map((report, i) => (
        <div key={i}>
          <p class="small">
            {tr(report.waived ? 'waived' : 'report', { d: dayText(report.reportedOn) })}
            {report.conclusion ? `: ${tr(`conclusion.${report.conclusion}`)}` : ''}
            {report.late ? ` (${tr('late')})` : ''}
          </p>
          <p>{report.words}</p>
        </div>
      ))}
    </Card>
  );
}
