/** Preparing votes: for each item, create and freeze; calling and opening is the chair's. */
import { useState } from 'preact/hooks';
import { AskCreate } from '../chair/ask-create.js';
import type { NewPoll } from '../chair/commands.js';
import type { ConsoleChamber, ConsolePoll } from '../chair/model.js';
import { isResolution, shortTitle } from '../chair/next-step.js';
import type { Orders } from '../chair/orders.js';
import { Notice } from '../chair/parts/order.js';
import { say } from '../chair/say.js';
import { kindWord } from '../chair/poll-card.js';
import { itemSign, pollSign } from '../chair/watch.js';
import { Icon } from '../shared/icons.js';
import type { RatedPerson } from './convening.js';
import { tk } from './words.js';

export function PollsPage({
  chamber,
  orders,
  prepared,
  rateable,
  asked = null,
}: {
  chamber: ConsoleChamber;
  orders: Orders;
  prepared: readonly ConsolePoll[];
  /** Whom the session's confidence rating may ask about, those who are left out among them. */
  rateable: readonly RatedPerson[];
  asked?: string | null;
}) {
  const [itemId, setItemId] = useState<string | null>(asked);
  const item = chamber.items.find((each) => each.id === itemId);
  const ended = chamber.sittingState === 'ENDED';
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
                  {mine.map((poll) => (
                    <p key={poll.id} class="small">
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
                  ))}
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
        </tbody>
      </table>
      {item ? (
        <AskCreate
          item={item}
          rated={rateable
            .filter((person) => person.exclusions.length === 0)
            .map((person) => `${person.fullName}; ${person.posts.join('; ')}`)}
          kind={!isResolution(item) ? 'PROCEDURAL' : item.phase === 'ITEMS' ? 'RESOLUTION_ITEM' : 'RESOLUTION'}
          notice={orders.notice}
          busy={orders.busy}
          onClose={() => setItemId(null)}
          onPrepare={(poll) => void prepare(poll)}
        />
      ) : null}
    </>
  );
}
