/** What a member of the tally committee sees: one next step at a time, each a button. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icons.js';
import { Banner } from '../shared/ui.js';
import type { CommitteePoll, CommitteeProps, CommitteeView } from './committee.js';
import { CountedLines } from './counted-lines.js';
import { Frame } from './frame.js';
import { Question, State } from './parts.js';
import { ts } from './secret-words.js';

type Combiner = CommitteeView['combiners'][number];

export function CommitteePicture({
  poll,
  who,
  online,
  illustrative,
  onBack,
  view,
  facts,
  myDevice,
  myKey,
  said,
  busy,
  onMakeKey,
  onOpen,
  onGive,
  onDecrypt,
  onSign,
}: Omit<CommitteeProps, 'graph' | 'account'> & {
  readonly view: CommitteeView | null;
  readonly facts: CommitteePoll | null;
  readonly myDevice: string;
  /** The one-time key of this browser, once it offered to open the box. */
  readonly myKey: string | null;
  readonly said: string | null;
  readonly busy: boolean;
  readonly onMakeKey: () => void;
  readonly onOpen: () => void;
  readonly onGive: (to: Combiner) => void;
  readonly onDecrypt: (own: Combiner) => void;
  readonly onSign: (digest: string) => void;
}) {
  const button = (words: string, press: () => void, able = true, second = false) => (
    <button
      type="button"
      class={`btn ${second ? 'sec' : ''}`}
      aria-disabled={!able || busy}
      onClick={() => able && !busy && press()}
    >
      {words}
    </button>
  );
  const steps: ComponentChildren[] = [];
  const actions: ComponentChildren[] = [];
  const secrecy = facts?.secrecy ?? null;
  const ready = view !== null && view.devices.every((d) => d.deviceKey !== null);
  if (view && poll.state === 'READY') {
    steps.push(
      <section class="card" key="devices">
        <h2>{ts('devices')}</h2>
        <ul class="names">
          {view.devices.map((d) => (
            <li key={d.seatId}>
              <Icon name={d.deviceKey ? 'check' : 'circle'} /> <b>{d.fullName}</b>
              {d.head ? ` (${ts('head')})` : ''}: {ts(d.deviceKey ? 'ready' : 'notReady')}
            </li>
          ))}
        </ul>
      </section>,
      <p key="key">{secrecy ? ts('keyMade', { m: secrecy.needed, n: secrecy.members }) : ts('keyWait')}</p>,
      <p class="b-hint" key="keep">
        {ts('keep')}
      </p>,
    );
    if (view.head) actions.push(button(ts(secrecy ? 'remakeKey' : 'makeKey'), onMakeKey, ready, secrecy !== null));
  } else if (view && poll.state === 'CLOSED' && !view.agreed) {
    const own = view.combiners.find((c) => c.oneTimeKey === myKey);
    steps.push(<p key="box">{ts('box', { n: view.box.length })}</p>);
    for (const c of view.combiners.filter((each) => each.resultHash !== null))
      steps.push(<p key={c.id}>{ts('found', { x: c.fullName, h: c.resultHash!.slice(0, 8).toUpperCase() })}</p>);
    steps.push(<p key="second">{ts('second')}</p>);
    for (const c of view.combiners.filter((each) => each.resultHash === null && each.seatId !== view.seatId))
      steps.push(
        <section class="card" key={`give ${c.id}`}>
          <p>{ts('asks', { x: c.fullName })}</p>
          {c.sharesOf.includes(view.seatId) ? <p>{ts('given')}</p> : button(ts('give'), () => onGive(c))}
        </section>,
      );
    if (own && own.resultHash === null) {
      steps.push(<p key="own">{ts('opening', { n: own.sharesOf.length, m: view.needed })}</p>);
      actions.push(button(ts('decrypt'), () => onDecrypt(own), own.sharesOf.length >= view.needed));
    } else if (!own) actions.push(button(ts('open'), onOpen));
    if (view.myShare && view.myShare.deviceKey !== myDevice)
      steps.push(
        <Banner key="other" tone="q" icon="warning" title={ts('committee')}>
          {ts('otherDevice')}
        </Banner>,
      );
  } else if (view && view.agreed) {
    const sign = facts?.resultToSign ?? null;
    const certification = facts?.certification ?? null;
    steps.push(
      <p class="b-strong" key="agreed">
        {ts('agreed')}
      </p>,
    );
    if (sign)
      steps.push(
        <section class="card" key="result">
          <CountedLines result={sign} mayAbstain={poll.ballotForm.mayAbstain} invalid={view.invalid} />
        </section>,
      );
    if (certification)
      steps.push(<p key="signed">{ts('signed', { a: certification.signed, b: certification.required })}</p>);
    if (sign && poll.state === 'CLOSED') actions.push(button(ts('sign'), () => onSign(sign.digest)));
  } else steps.push(<p key="voting">{ts('voting')}</p>);
  return (
    <Frame
      who={who}
      online={online}
      illustrative={illustrative}
      banner={null}
      actions={
        <>
          {actions}
          <button type="button" class="btn sec" onClick={onBack}>
            {ts('back')}
          </button>
        </>
      }
    >
      <State icon="lock">{ts('committee')}</State>
      <Question text={poll.title} />
      <div role="status">{said ? <Banner tone="q" icon="warning" title={said} children={null} /> : null}</div>
      {steps}
    </Frame>
  );
}
