/** Bodies and offices at the desk, as of a day: who sits and who presides, recorded and ended, never deleted. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import { Done, focusWrong, Notice, TextField, useField } from '../chair/parts/order.js';
import { AskApproval, AskEnd, AskMember, AskOffice } from './ask-organisation.js';
import { dayText, dayTyped } from './days.js';
import { roleOf, useOrganisation, type Body, type Member, type Office, type Organisation } from './organisation.js';
import { to } from './organisation-words.js';

export function OrganisationTask({ graph, councilId, today }: { graph: Graph; councilId: string; today: string }) {
  const [asOf, see] = useState(today);
  return <OrganisationPage organisation={useOrganisation(graph, councilId, asOf)} asOf={asOf} onSee={see} />;
}

type Asked =
  | { readonly what: 'join'; readonly body: Body }
  | { readonly what: 'leave'; readonly member: Member }
  | { readonly what: 'elect' }
  | { readonly what: 'approve' | 'step'; readonly office: Office };

const days = (of: { validFrom: string; validTo?: string | null; decision?: string | null }): string =>
  [
    to(of.validTo ? 'until' : 'from', { a: dayText(of.validFrom), b: dayText(of.validTo ?? '') }),
    ...(of.decision ? [to('by', { x: of.decision })] : []),
  ].join(', ');

export function OrganisationPage({
  organisation,
  asOf,
  onSee,
}: {
  organisation: Organisation;
  /** yyyy-MM-dd */
  asOf: string;
  onSee: (day: string) => void;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const day = useField(dayText(asOf), (value) => (dayTyped(value) ? null : to('need.day')));
  const { known, busy, last } = organisation;
  const trouble = last?.tone === 'bad' ? last.words() : null;
  const ask = (what: Asked): void => {
    organisation.clear();
    setAsked(what);
  };
  const common = { busy, notice: trouble, onClose: () => setAsked(null) };
  const after = (work: Promise<boolean>): void => void work.then((done) => done && setAsked(null));
  const groups = known?.bodies.filter(({ kind }) => kind === 'DELEGATE_GROUP') ?? [];
  const cards = (bodies: readonly Body[]) =>
    bodies.map((body) => (
      <BodyCard
        key={body.id}
        body={body}
        onJoin={() => ask({ what: 'join', body })}
        onLeave={(member) => ask({ what: 'leave', member })}
      />
    ));
  return (
    <>
      <div class="head">
        <h1>{to('title')}</h1>
      </div>
      <p class="small">{to('lead')}</p>
      <form
        class="find"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (day.check()) onSee(dayTyped(day.value)!);
          else focusWrong(event.currentTarget);
        }}
      >
        <TextField id="organisation-day" label={to('asOf')} field={day} inputMode="numeric" />
        <button type="submit" class="bt end">
          {to('see')}
        </button>
      </form>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={asked ? null : trouble} />
      {known === null ? (
        <p role="status">{to('loading')}</p>
      ) : (
        <>
          <p role="status" class="small">
            {to('on', { d: dayText(asOf) })}
          </p>
          {known.incompatible
            .filter(({ historic }) => !historic)
            .map(({ fullName, source }) => (
              <p key={fullName} class="note warn">
                {to('apart', { x: fullName, y: source })}
              </p>
            ))}
          <Offices
            offices={known.offices}
            onElect={() => ask({ what: 'elect' })}
            onApprove={(office) => ask({ what: 'approve', office })}
            onStep={(office) => ask({ what: 'step', office })}
          />
          {cards(known.bodies.filter(({ kind }) => kind !== 'DELEGATE_GROUP'))}
          {groups.length > 0 ? (
            <details class="stack">
              <summary class="open-list">{to('groups')}</summary>
              {cards(groups)}
            </details>
          ) : null}
        </>
      )}
      {known && asked?.what === 'join' ? (
        <AskMember {...common} body={asked.body} known={known} onSave={(member) => after(organisation.join(member))} />
      ) : null}
      {known && asked?.what === 'elect' ? (
        <AskOffice {...common} known={known} onSave={(office) => after(organisation.elect(office))} />
      ) : null}
      {asked?.what === 'approve' ? (
        <AskApproval {...common} office={asked.office} onSave={(approval) => after(organisation.approve(approval))} />
      ) : null}
      {asked?.what === 'leave' ? (
        <AskEnd
          {...common}
          name={asked.member.person.fullName}
          onSave={(until) => after(organisation.leave(asked.member.id, until))}
        />
      ) : null}
      {asked?.what === 'step' ? (
        <AskEnd
          {...common}
          name={`${asked.office.person.fullName}, ${to(`office.${asked.office.kind}`)}`}
          onSave={(until) => after(organisation.step(asked.office.id, until))}
        />
      ) : null}
    </>
  );
}

function Offices({
  offices,
  onElect,
  onApprove,
  onStep,
}: {
  offices: readonly Office[];
  onElect: () => void;
  onApprove: (office: Office) => void;
  onStep: (office: Office) => void;
}) {
  return (
    <section class="card" aria-labelledby="offices">
      <h2 id="offices">{to('offices')}</h2>
      {offices.length === 0 ? <p>{to('noOffice')}</p> : null}
      <ul class="plain">
        {offices.map((office) => (
          <li key={office.id} class="ln lines">
            <span>
              <b>{office.person.fullName}</b>
              <br />
              <span class="small">
                {[
                  [to(`office.${office.kind}`), office.body?.shortName].filter((each) => each).join(', '),
                  days(office),
                  ...(office.approvalState === 'NOT_NEEDED' ? [] : [to(`approval.${office.approvalState}`)]),
                  ...(office.approvalDecision ? [office.approvalDecision] : []),
                  ...due(office),
                ].join(' · ')}
              </span>{' '}
              {office.overdue ? <span class="tag bad">{to('late')}</span> : null}
            </span>
            <span class="pair">
              {office.approvalState === 'PENDING' ? (
                <button
                  type="button"
                  class="bt sm"
                  aria-haspopup="dialog"
                  aria-label={to('of', { x: to('do.approve'), y: office.person.fullName })}
                  onClick={() => onApprove(office)}
                >
                  {to('do.approve')}
                </button>
              ) : null}
              {office.validTo ? null : (
                <button
                  type="button"
                  class="bt sm"
                  aria-haspopup="dialog"
                  aria-label={to('of', {
                    x: to('do.leave'),
                    y: `${office.person.fullName}, ${to(`office.${office.kind}`)}`,
                  })}
                  onClick={() => onStep(office)}
                >
                  {to('do.leave')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div class="acts">
        <button type="button" class="bt sm" aria-haspopup="dialog" onClick={onElect}>
          {to('do.elect')}
        </button>
      </div>
    </section>
  );
}

function due({ approvalState, fileSentOn, fileDueOn, approvalDueOn }: Office): string[] {
  if (approvalState !== 'PENDING') return [];
  if (!fileSentOn) return fileDueOn ? [to('fileDue', { d: dayText(fileDueOn) })] : [];
  return approvalDueOn ? [to('decideDue', { d: dayText(approvalDueOn) })] : [];
}

function BodyCard({ body, onJoin, onLeave }: { body: Body; onJoin: () => void; onLeave: (member: Member) => void }) {
  const members = body.members.edges.map((edge) => edge.node);
  return (
    <section class="card" aria-label={body.shortName}>
      <h2>{body.shortName}</h2>
      {members.length === 0 ? <p>{to('noMember')}</p> : null}
      <ul class="plain">
        {members.map((member) => (
          <li key={member.id} class="ln lines">
            <span>
              <b>{member.person.fullName}</b>
              <br />
              <span class="small">{[roleOf(body.kind, member.role), days(member)].join(' · ')}</span>
            </span>
            {member.validTo ? null : (
              <button
                type="button"
                class="bt sm"
                aria-haspopup="dialog"
                aria-label={to('of', { x: to('do.leave'), y: `${member.person.fullName}, ${body.shortName}` })}
                onClick={() => onLeave(member)}
              >
                {to('do.leave')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div class="acts">
        <button
          type="button"
          class="bt sm"
          aria-haspopup="dialog"
          aria-label={to('of', { x: to('do.join'), y: body.shortName })}
          onClick={onJoin}
        >
          {to('do.join')}
        </button>
      </div>
    </section>
  );
}
