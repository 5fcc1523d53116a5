/** The console drawn from one picture of the chamber: no network, no clock of its own. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/icons.js';
import type { Connection } from '@nghitruong/client';
import { Announce, Dialog } from '../shared/ui.js';
import { Acts } from './acts.js';
import { AgendaList } from './agenda.js';
import { AskCreate } from './ask-create.js';
import { AskAnnul, AskCancel, AskClose, AskMissing, AskPause } from './ask-poll.js';
import { AskManual } from './ask-manual.js';
import { AskDoors } from './ask-doors.js';
import { AskBreak, AskEnd, AskItem } from './ask-sitting.js';
import type { Order } from './commands.js';
import { AtHand, StepsOfLaw } from './middle.js';
import { ofBoard, type ConsoleChamber, type ConsolePoll, type Item, type PollState } from './model.js';
import { isResolution, nextStep, type Action } from './next-step.js';
import type { Orders } from './orders.js';
import { Notice } from './parts/order.js';
import { Top } from './parts/top.js';
import { PrintSheet } from './print-sheet.js';
import { onDevices } from './poll-card.js';
import { say, tc } from './say.js';
import { AskFloor, Floor, hasFloor } from './speaking.js';
import { spoken } from './spoken.js';
import { health } from './watch.js';
import { WatchPanel } from './watch-panel.js';
import { Why } from './why.js';

export type Ask =
  | { readonly about: 'close' | 'pause' | 'annul' | 'cancel' | 'why' | 'missing' | 'manual' }
  | { readonly about: 'break' | 'end' | 'agenda' | 'doors' | 'floor' }
  | { readonly about: 'item'; readonly itemId: string }
  | { readonly about: 'create'; readonly itemId: string; readonly kind: string };

export interface BoardProps {
  readonly chamber: ConsoleChamber;
  readonly connection: Connection;
  readonly silentMs: number;
  readonly now: number;
  readonly orders: Orders;
  /** The interpellations, where the item at hand is for them. */
  readonly questions?: ComponentChildren;
  /** Who presides. */
  readonly people?: ComponentChildren;
  /** The minutes, once the sitting has ended. */
  readonly minutes?: ComponentChildren;
  /** A question that is open from the start (gallery). */
  readonly asked?: Ask | null;
}

/** In which states of the poll a question still makes sense. */
const STANDS: Readonly<Partial<Record<Ask['about'], readonly PollState[]>>> = {
  close: ['OPEN', 'PAUSED'],
  pause: ['OPEN'],
  annul: ['CLOSED', 'CERTIFIED', 'PUBLISHED'],
  cancel: ['DRAFT', 'READY', 'OPEN', 'PAUSED'],
  manual: ['READY', 'OPEN', 'PAUSED'],
};

export function Board({
  chamber,
  connection,
  silentMs,
  now,
  orders,
  people,
  questions,
  minutes,
  asked = null,
}: BoardProps) {
  const [ask, setAsk] = useState<Ask | null>(asked);
  const poll = orders.draft ?? chamber.poll ?? null;
  const step = nextStep(chamber, orders.draft);
  const clock = connection === 'ONLINE' ? now : null;
  const lost = connection === 'LATE' || connection === 'LOST';
  const light = health(chamber, connection === 'CONNECTING' ? 0 : silentMs, now);
  const ended = ask && STANDS[ask.about] && (!poll || !STANDS[ask.about]!.includes(poll.state));
  useEffect(() => {
    if (ended) setAsk(null);
  }, [ended]);

  const give = async (order: Order): Promise<void> => {
    if (await orders.give(order)) setAsk(null);
  };
  const act = ({ command }: Action): void => {
    orders.clear();
    switch (command.do) {
      case 'closePoll':
        return poll && onDevices(poll) && poll.turnout.recorded < poll.turnout.present
          ? setAsk({ about: 'close' })
          : void give({ do: 'closePoll', pollId: command.pollId });
      case 'pausePoll':
        return setAsk({ about: 'pause' });
      case 'annulPoll':
        return setAsk({ about: 'annul' });
      case 'cancelPoll':
        return setAsk({ about: 'cancel' });
      case 'goManual':
        return setAsk({ about: 'manual' });
      case 'createPoll':
        return setAsk({ about: 'create', itemId: command.itemId, kind: command.kind });
      case 'breakSitting':
        return setAsk({ about: 'break' });
      case 'endSitting':
        return setAsk({ about: 'end' });
      case 'printResult':
        return window.print();
      default:
        return void give(command as Order);
    }
  };
  const choose = (item: Item): void => {
    orders.clear();
    setAsk({ about: 'item', itemId: item.id });
  };

  return (
    <>
      <div class="c">
        <Top
          council={chamber.councilName}
          what={`${chamber.sessionName} · ${chamber.sittingName}`}
          illustrative={chamber.illustrative}
          now={now}
          before={
            <button
              type="button"
              class="bt sm only-narrow"
              aria-haspopup="dialog"
              onClick={() => setAsk({ about: 'agenda' })}
            >
              <Icon name="list" />
              {tc('chair.agenda')}
            </button>
          }
        >
          <span class={`tag ${light.tone}`}>
            <Icon name={light.tone === 'ok' ? 'check' : light.tone === 'warn' ? 'warning' : 'offline'} />
            {say(light.word)}
          </span>
        </Top>
        <nav class="c-left agenda" aria-label={tc('chair.agenda')}>
          <h2>{tc('chair.agenda')}</h2>
          <AgendaList chamber={chamber} onChoose={choose} />
        </nav>
        <main class="c-mid">
          {lost ? (
            <p class="note bad" role="status">
              <Icon name="offline" />
              <span>
                {tc('w.stale', { n: Math.floor(silentMs / 1000) })}. {tc('err.lost')}
              </span>
            </p>
          ) : null}
          {chamber.item && isResolution(chamber.item) && chamber.sittingState === 'OPEN' ? (
            <StepsOfLaw item={chamber.item} poll={chamber.poll} />
          ) : null}
          <section class="poll" aria-label={poll?.title ?? chamber.item?.title ?? chamber.sittingName}>
            <div class="body">
              <AtHand
                chamber={chamber}
                poll={poll}
                now={clock}
                onWhy={() => setAsk({ about: 'why' })}
                onMissing={() => setAsk({ about: 'missing' })}
                minutes={minutes}
                floor={
                  <>
                    {hasFloor(chamber) ? (
                      <Floor chamber={chamber} now={clock} busy={orders.busy} onOrder={(order) => void give(order)} />
                    ) : null}
                    {chamber.item?.kind === 'QUESTIONING' ? questions : null}
                  </>
                }
              />
            </div>
            <div class="foot">
              <Notice text={ask ? null : orders.notice} />
              <Acts step={step} busy={orders.busy} onAct={act} />
            </div>
          </section>
        </main>
        <WatchPanel
          people={people}
          chamber={chamber}
          now={now}
          busy={orders.busy}
          onHolding={() => void give({ do: 'showHolding' })}
          onShowItem={() => chamber.item && void give({ do: 'showItem', itemId: chamber.item.id })}
          onFreeze={(frozen) => void give({ do: 'freezeDisplays', frozen })}
          clock={clock}
          onFloor={() => {
            orders.clear();
            setAsk({ about: 'floor' });
          }}
          onDoors={() => {
            orders.clear();
            setAsk({ about: 'doors' });
          }}
        />
      </div>
      <Question
        ask={ended ? null : ask}
        chamber={chamber}
        poll={poll}
        now={now}
        clock={clock}
        orders={orders}
        onClose={() => setAsk(null)}
        onChoose={choose}
        give={give}
      />
      <Voice chamber={chamber} connection={connection} />
      <PrintSheet place={chamber} poll={poll} now={now} />
    </>
  );
}

interface QuestionProps {
  readonly ask: Ask | null;
  readonly chamber: ConsoleChamber;
  readonly poll: ConsolePoll | null;
  readonly now: number;
  readonly clock: number | null;
  readonly orders: Orders;
  readonly onClose: () => void;
  readonly onChoose: (item: Item) => void;
  readonly give: (order: Order) => Promise<void>;
}

function Question({ ask, chamber, poll, now, clock, orders, onClose, onChoose, give }: QuestionProps) {
  if (!ask) return null;
  const kept = orders.notice ? `${orders.notice.replace(/\.$/, '')}. ${tc('err.KEPT')}` : null;
  const common = { notice: orders.notice, busy: orders.busy, onClose, onOrder: (order: Order) => void give(order) };
  const item = 'itemId' in ask ? chamber.items.find((each) => each.id === ask.itemId) : undefined;
  switch (ask.about) {
    case 'close':
      return poll ? <AskClose {...common} poll={poll} now={clock} /> : null;
    case 'pause':
      return poll ? <AskPause {...common} notice={kept} poll={poll} now={clock} /> : null;
    case 'annul':
      return poll ? <AskAnnul {...common} notice={kept} poll={poll} now={clock} /> : null;
    case 'cancel':
      return poll ? <AskCancel {...common} notice={kept} poll={poll} now={clock} /> : null;
    case 'manual':
      return poll ? <AskManual {...common} notice={kept} poll={poll} /> : null;
    case 'missing':
      return poll ? <AskMissing poll={poll} now={clock} onClose={onClose} /> : null;
    case 'why':
      return poll ? <Why threshold={poll.threshold} onClose={onClose} /> : null;
    case 'break':
      return <AskBreak {...common} now={now} />;
    case 'end':
      return <AskEnd {...common} chamber={chamber} />;
    case 'doors':
      return <AskDoors {...common} chamber={chamber} bases={orders.bases} />;
    case 'floor':
      return <AskFloor {...common} onOrder={(order) => void orders.give(order)} chamber={chamber} now={clock} />;
    case 'item':
      return item ? <AskItem {...common} chamber={chamber} item={item} /> : null;
    case 'create':
      return item ? (
        <AskCreate
          {...common}
          notice={kept}
          item={item}
          kind={ask.kind}
          board={ofBoard(chamber)}
          onPrepare={(given) => void orders.prepare(given).then((done) => (done ? onClose() : undefined))}
        />
      ) : null;
    case 'agenda':
      return (
        <Dialog label={tc('chair.agenda')} onClose={onClose} class="drawer">
          <nav class="agenda" aria-label={tc('chair.agenda')}>
            <h2>{tc('chair.agenda')}</h2>
            <AgendaList chamber={chamber} onChoose={onChoose} />
          </nav>
          <button type="button" class="bt" data-first="" onClick={onClose}>
            {tc('c.close')}
          </button>
        </Dialog>
      );
  }
}

/** The live regions: there from the first drawing, text only. */
function Voice({ chamber, connection }: { chamber: ConsoleChamber; connection: Connection }) {
  const before = useRef<ConsoleChamber | null>(null);
  const wasLost = useRef(false);
  const [polite, setPolite] = useState<string | null>(null);
  const [assertive, setAssertive] = useState<string | null>(null);
  useEffect(() => {
    const heard = spoken(before.current, chamber);
    before.current = chamber;
    if (heard.polite.length > 0) setPolite(heard.polite.map(say).join('. '));
    if (heard.assertive.length > 0) setAssertive(heard.assertive.map(say).join('. '));
  }, [chamber]);
  useEffect(() => {
    const lost = connection === 'LATE' || connection === 'LOST';
    if (lost && !wasLost.current) setAssertive(tc('w.staleName'));
    if (!lost && wasLost.current) {
      setAssertive(null);
      setPolite(tc('live.connected'));
    }
    wasLost.current = lost;
  }, [connection]);
  return <Announce polite={polite} assertive={assertive} />;
}
