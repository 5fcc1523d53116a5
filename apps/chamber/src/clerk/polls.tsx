/** Preparing votes: for each item, create and freeze; calling and opening is the chair's. */
import { useState } from 'preact/hooks';
import { AskCreate } from '../chair/ask-create.js';
import type { NewPoll } from '../chair/commands.js';
import { ofBoard, type Condition, type ConsoleChamber, type ConsolePoll } from '../chair/model.js';
import { isResolution, shortTitle } from '../chair/next-step.js';
import type { Orders } from '../chair/orders.js';
import { Notice } from '../chair/parts/order.js';
import { say } from '../chair/say.js';
import { kindWord } from '../chair/poll-card.js';
import { itemSign, pollSign } from '../chair/watch.js';
import { Icon } from '../shared/icons.js';
import { pick } from '../shared/i18n.js';
import type { RatedPerson } from './convening.js';
import { tk } from './words.js';

/** What holds only in its hour, or on the committee's own devices; the rest can be seen to before the hall is full. */
const OF_THE_HOUR = new Set(['SITTING_OPEN', 'ITEMS_DECIDED', 'NO_OTHER_POLL', 'QUORUM', 'SECRET_KEY']);
const missingOf = (poll: ConsolePoll): Condition[] =>
  (poll.conditions ?? []).filter((each) => each.blocking && !each.met && !OF_THE_HOUR.has(each.key));

export function PollsPage({
  chamber,
  orders,
  prepared,
  rateable,
  onElections,
  onCommittee,
  asked = null,
}: {
  chamber: ConsoleChamber;
  orders: Orders;
  prepared: readonly ConsolePoll[];
  /** Whom the session's confidence rating may ask about, those who are left out among them. */
  rateable: readonly RatedPerson[];
  /** To the page of elections, for this item. */
  onElections: (itemId: string) => void;
  /** To the page where the tally committee is appointed. */
  onCommittee: () => void;
  asked?: string | null;
}) {
  const [itemId, setItemId] = useState<string | null>(asked);
  const item = chamber.items.find((each) => each.id === itemId);
  const ended = chamber.sittingState === 'ENDED';
  // A trial vote is the chair's and is of no item.
  const elsewhere = prepared.filter(
    (poll) => poll.agendaItemId == null && poll.kind !== 'TEST' && poll.state !== 'CANCELLED',
  );
  const lines = (polls: readonly ConsolePoll[]) =>
    polls.map((poll) => <PreparedLine key={poll.id} poll={poll} orders={orders} onCommittee={onCommittee} />);
  const prepare = async (poll: NewPoll): Promise<void> => {
    if (await orders.prepare(poll)) setItemId(null);
  };
  return (
    <>
      <div class="head">
        <h1>{tk('polls.title')}</h1>
      </div>
      <p class="small">{tk('polls.lead')}</p>
      <Notice text={item ? null : orders.notice} />
      <table class="t framed">
        <caption class="sr">{tk('polls.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{tk('polls.item')}</th>
            <th scope="col">{tk('polls.state')}</th>
            <th scope="col">
              <span class="sr">{tk('att.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {chamber.items.map((each) => {
            const sign = itemSign(each, chamber.poll);
            const mine = prepared.filter((poll) => poll.agendaItemId === each.id && poll.state !== 'CANCELLED');
            return (
              <tr key={each.id}>
                <td>
                  <b>
                    {each.position}. {shortTitle(each)}
                  </b>
                </td>
                <td>
                  <span class="small">
                    <Icon name={sign.icon} /> {say(sign.word)}
                  </span>
                  {lines(mine)}
                </td>
                <td class="n">
                  {ended || each.state === 'DONE' ? null : (
                    <button
                      type="button"
                      class="bt sm"
                      aria-haspopup="dialog"
                      aria-label={`${say({ key: 'do.createPoll' })}: ${shortTitle(each)}`}
                      onClick={() => {
                        orders.clear();
                        setItemId(each.id);
                      }}
                    >
                      {say({ key: 'do.createPoll' })}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
          {elsewhere.length > 0 ? (
            <tr>
              <td>
                <b>{tk('polls.noItem')}</b>
              </td>
              <td>{lines(elsewhere)}</td>
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
      {item ? (
        <AskCreate
          item={item}
          rated={rateable
            .filter((person) => person.exclusions.length === 0)
            .map((person) => `${person.fullName}; ${person.posts.join('; ')}`)}
          kind={!isResolution(item) ? 'PROCEDURAL' : item.phase === 'ITEMS' ? 'RESOLUTION_ITEM' : 'RESOLUTION'}
          board={ofBoard(chamber)}
          notice={orders.notice}
          busy={orders.busy}
          onElections={() => onElections(item.id)}
          onClose={() => setItemId(null)}
          onPrepare={(poll) => void prepare(poll)}
        />
      ) : null}
    </>
  );
}

/** One poll of an item: where it stands, and what would keep it from opening. */
function PreparedLine({ poll, orders, onCommittee }: { poll: ConsolePoll; orders: Orders; onCommittee: () => void }) {
  return (
    <>
      <p class="small">
        <Icon name={pollSign(poll)?.icon ?? 'check'} /> {kindWord(poll.kind)}:{' '}
        {pollSign(poll) ? say(pollSign(poll)!.word) : say({ key: 'r.published' })}
        {poll.state === 'DRAFT' ? (
          <button
            type="button"
            class="lnk"
            aria-disabled={orders.busy}
            onClick={() => !orders.busy && void orders.give({ do: 'readyPoll', pollId: poll.id })}
          >
            {say({ key: 'do.readyPoll' })}
          </button>
        ) : null}
      </p>
      {missingOf(poll).map((each) => (
        <p key={each.key} class="note warn">
          <Icon name="warning" />
          <span>
            {pick(each)}{' '}
            {each.key.startsWith('TALLY_') ? (
              <button type="button" class="lnk" onClick={onCommittee}>
                {tk('polls.toCommittee')}
              </button>
            ) : null}
          </span>
        </p>
      ))}
    </>
  );
}
