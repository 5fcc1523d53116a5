/** The sitting: open it when enough are here, see where the agenda stands. */
import type { ConsoleChamber } from '../chair/model.js';
import { shortTitle } from '../chair/next-step.js';
import type { Orders } from '../chair/orders.js';
import { Notice } from '../chair/parts/order.js';
import { say } from '../chair/say.js';
import { itemSign } from '../chair/watch.js';
import { hourMinute } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import { tk } from './words.js';

export function SittingPage({
  chamber,
  orders,
  onAttendance,
}: {
  chamber: ConsoleChamber;
  orders: Orders;
  onAttendance: () => void;
}) {
  const { attendance, sittingState } = chamber;
  const order =
    sittingState === 'PLANNED'
      ? ('openSitting' as const)
      : sittingState === 'BREAK'
        ? ('resumeSitting' as const)
        : null;
  const quorum = { a: attendance.present, n: attendance.total, k: attendance.quorumNeeded ?? 0 };
  return (
    <>
      <div class="head">
        <h1>{`${chamber.sessionName}, ${chamber.sittingName}`}</h1>
      </div>
      <section class="card stack" aria-label={chamber.sittingName}>
        <p>
          <span class={`tag ${sittingState === 'OPEN' ? 'now' : sittingState === 'BREAK' ? 'warn' : 'mut'}`}>
            <Icon name={sittingState === 'OPEN' ? 'microphone' : sittingState === 'ENDED' ? 'check' : 'clock'} />
            {tk(`sit.${sittingState}`)}
          </span>
        </p>
        {sittingState === 'PLANNED' ? <p>{tk('sit.starts', { t: hourMinute(chamber.startsAt) })}</p> : null}
        <p class="ln">
          <span class={attendance.quorumMet ? 'ok-i' : 'warn-i'}>
            <Icon name={attendance.quorumMet ? 'for' : 'warning'} />
          </span>
          <span>{tk(attendance.quorumNeeded == null ? 'sit.quorumNone' : 'sit.quorum', quorum)}</span>
        </p>
        {attendance.neededToPass == null ? null : (
          <p class="ln">
            <span class={attendance.present >= attendance.neededToPass ? 'ok-i' : 'warn-i'}>
              <Icon name={attendance.present >= attendance.neededToPass ? 'for' : 'warning'} />
            </span>
            <span>{tk('sit.pass', { k: attendance.neededToPass })}</span>
          </p>
        )}
        <Notice text={orders.notice} />
        <div class="acts">
          {order ? (
            <button
              type="button"
              class="bt p"
              aria-disabled={orders.busy}
              aria-busy={orders.busy}
              onClick={() => !orders.busy && void orders.give({ do: order })}
            >
              <Icon name="flag" />
              {tk(order === 'openSitting' ? 'sit.open' : 'sit.resume')}
            </button>
          ) : null}
          <button type="button" class="bt" onClick={onAttendance}>
            <Icon name="person" />
            {tk('sit.toAttendance')}
          </button>
        </div>
      </section>
      <section class="card" aria-labelledby="agenda">
        <h2 id="agenda">{tk('sit.agenda')}</h2>
        <ol class="plain">
          {chamber.items.map((item) => {
            const sign = itemSign(item, chamber.poll);
            return (
              <li key={item.id} class="ln">
                <b class="no">{item.position}</b>
                <span>{shortTitle(item)}</span>
                <span class="r small">
                  <Icon name={sign.icon} /> {say(sign.word)}
                </span>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
