/** What is asked before an order about bodies and offices: who, as what, by which decision, from or until when. */
import { useState } from 'preact/hooks';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from '../chair/parts/order.js';
import { Buttons, SelectField } from './ask-resolution.js';
import { dayTyped } from './days.js';
import {
  OFFICES,
  roleOf,
  type Body,
  type Known,
  type Member,
  type NewApproval,
  type NewMember,
  type NewOffice,
  type Office,
} from './organisation.js';
import { to } from './organisation-words.js';

const filled = (value: string): string | null => (value.trim() === '' ? to('need.text') : null);
const dated = (value: string): string | null => (dayTyped(value) ? null : to('need.day'));
const maybeDated = (value: string): string | null => (value.trim() === '' ? null : dated(value));
const OTHER = 'other';

/** Members who sit without a seat of the council. */
const strangers = (bodies: readonly Body[]): Member[] =>
  bodies.flatMap((body) => body.members.edges.map((edge) => edge.node)).filter((member) => !member.delegate);

export function AskMember({
  body,
  known,
  onSave,
  ...rest
}: OrderProps & { body: Body; known: Known; onSave: (member: NewMember) => void }) {
  const ofPeople = body.kind === 'PEOPLES_COMMITTEE';
  const [who, setWho] = useState(ofPeople ? OTHER : '');
  const [role, setRole] = useState<Member['role']>('MEMBER');
  const [namesake, setNamesake] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const name = useField('', (value) => (who === OTHER ? filled(value) : null));
  const decision = useField('', filled);
  const from = useField('', dated);
  const until = useField('', maybeDated);
  const roles: readonly Member['role'][] =
    body.kind === 'DELEGATE_GROUP' ? ['MEMBER', 'GROUP_DEPUTY', 'GROUP_HEAD'] : ['MEMBER', 'DEPUTY', 'HEAD'];
  const sitting = new Set(body.members.edges.map((edge) => edge.node.person.id));
  return (
    <OrderDialog title={to('of', { x: to('do.join'), y: body.shortName })} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(who === '' ? to('need.choice') : null);
          const sound = [name, decision, from, until].map((field) => field.check()).every(Boolean);
          if (who === '' || !sound) return focusWrong(event.currentTarget);
          if (rest.busy) return;
          const seat = known.seats.find(({ id }) => id === who);
          onSave({
            bodyId: body.id,
            role,
            validFrom: dayTyped(from.value)!,
            validTo: dayTyped(until.value),
            decision: decision.value.trim(),
            // A delegate sits in the People's Committee as a person: that seat is no seat of the council.
            ...(who === OTHER
              ? { fullName: name.value.trim(), namesake }
              : ofPeople || !seat
                ? { personId: seat?.personId ?? who }
                : { delegateId: seat.id }),
          });
        }}
      >
        <SelectField
          id="member-who"
          label={to('f.who')}
          value={who}
          wrong={wrong}
          choices={[
            ...(ofPeople ? [{ value: OTHER, words: to('f.other') }] : []),
            ...known.seats
              .filter(({ personId }) => !sitting.has(personId))
              .map(({ id, fullName }) => ({ value: id, words: fullName })),
          ]}
          onChange={setWho}
        />
        {who === OTHER ? (
          <>
            <TextField id="member-name" label={to('f.name')} field={name} first />
            <label class="tick">
              <input
                type="checkbox"
                checked={namesake}
                onChange={(event) => setNamesake(event.currentTarget.checked)}
              />
              <span>{to('f.namesake')}</span>
            </label>
          </>
        ) : null}
        <SelectField
          id="member-role"
          label={to('f.role')}
          value={role}
          choices={roles.map((value) => ({ value, words: roleOf(body.kind, value) }))}
          onChange={(value) => value && setRole(value)}
        />
        <TextField id="member-decision" label={to('f.decision')} field={decision} />
        <TextField id="member-from" label={to('f.from')} field={from} inputMode="numeric" />
        <TextField id="member-until" label={to('f.openEnd')} field={until} inputMode="numeric" />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={to('do.join')} />
      </form>
    </OrderDialog>
  );
}

const ofCommittee = (kind: Office['kind']): boolean => kind === 'COMMITTEE_HEAD' || kind === 'COMMITTEE_DEPUTY';

export function AskOffice({
  known,
  onSave,
  ...rest
}: OrderProps & { known: Known; onSave: (office: NewOffice) => void }) {
  const [kind, setKind] = useState<Office['kind']>('COMMITTEE_HEAD');
  const [bodyId, setBodyId] = useState('');
  const [personId, setPersonId] = useState('');
  const [wrong, setWrong] = useState<{ readonly who: string | null; readonly body: string | null }>({
    who: null,
    body: null,
  });
  const decision = useField('', filled);
  const from = useField('', dated);
  const until = useField('', maybeDated);
  const others = strangers(known.bodies).map(({ person }) => person);
  return (
    <OrderDialog title={to('do.elect')} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const now = {
            who: personId === '' ? to('need.choice') : null,
            body: ofCommittee(kind) && bodyId === '' ? to('need.choice') : null,
          };
          setWrong(now);
          const sound = [decision, from, until].map((field) => field.check()).every(Boolean);
          if (now.who || now.body || !sound) return focusWrong(event.currentTarget);
          if (rest.busy) return;
          onSave({
            kind,
            personId,
            bodyId: ofCommittee(kind) ? bodyId : null,
            validFrom: dayTyped(from.value)!,
            validTo: dayTyped(until.value),
            decision: decision.value.trim(),
          });
        }}
      >
        <SelectField
          id="office-kind"
          label={to('f.office')}
          value={kind}
          choices={OFFICES.map((value) => ({ value, words: to(`office.${value}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        {ofCommittee(kind) ? (
          <SelectField
            id="office-body"
            label={to('f.body')}
            value={bodyId}
            wrong={wrong.body}
            choices={known.bodies
              .filter((body) => body.kind === 'COMMITTEE')
              .map((body) => ({ value: body.id, words: body.shortName }))}
            onChange={setBodyId}
          />
        ) : null}
        <SelectField
          id="office-who"
          label={to('f.who')}
          value={personId}
          wrong={wrong.who}
          choices={[
            ...known.seats.map((seat) => ({ value: seat.personId, words: seat.fullName })),
            ...others
              .filter(({ id }) => !known.seats.some((seat) => seat.personId === id))
              .map(({ id, fullName }) => ({ value: id, words: fullName })),
          ]}
          onChange={setPersonId}
        />
        <TextField id="office-decision" label={to('f.decision')} field={decision} first />
        <TextField id="office-from" label={to('f.elected')} field={from} inputMode="numeric" />
        <TextField id="office-until" label={to('f.openEnd')} field={until} inputMode="numeric" />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={to('do.elect')} />
      </form>
    </OrderDialog>
  );
}

export function AskApproval({
  office,
  onSave,
  ...rest
}: OrderProps & { office: Office; onSave: (approval: NewApproval) => void }) {
  const [state, setState] = useState<'PENDING' | 'APPROVED' | 'REFUSED'>('PENDING');
  const sent = useField('', office.fileSentOn ? maybeDated : dated);
  const decision = useField('', (value) => (state === 'PENDING' ? null : filled(value)));
  return (
    <OrderDialog title={to('of', { x: to('do.approve'), y: office.person.fullName })} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [sent, decision].map((field) => field.check()).every(Boolean);
          if (!sound) return focusWrong(event.currentTarget);
          if (rest.busy) return;
          onSave({
            officeId: office.id,
            fileSentOn: dayTyped(sent.value),
            ...(state !== 'PENDING' && { state, decision: decision.value.trim() }),
          });
        }}
      >
        <TextField id="approval-sent" label={to('f.sent')} field={sent} inputMode="numeric" first />
        <SelectField
          id="approval-state"
          label={to('f.result')}
          value={state}
          choices={(['PENDING', 'APPROVED', 'REFUSED'] as const).map((value) => ({
            value,
            words: value === 'PENDING' ? to('f.waiting') : to(`approval.${value}`),
          }))}
          onChange={(value) => value && setState(value)}
        />
        {state === 'PENDING' ? null : <TextField id="approval-decision" label={to('f.above')} field={decision} />}
        <Buttons busy={rest.busy} onClose={rest.onClose} words={to('do.approve')} />
      </form>
    </OrderDialog>
  );
}

export function AskEnd({ name, onSave, ...rest }: OrderProps & { name: string; onSave: (until: string) => void }) {
  const until = useField('', dated);
  return (
    <OrderDialog title={to('of', { x: to('do.leave'), y: name })} {...rest}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!until.check()) return focusWrong(event.currentTarget);
          if (!rest.busy) onSave(dayTyped(until.value)!);
        }}
      >
        <TextField id="end-until" label={to('f.until')} field={until} inputMode="numeric" first />
        <Buttons busy={rest.busy} onClose={rest.onClose} words={to('do.leave')} />
      </form>
    </OrderDialog>
  );
}
