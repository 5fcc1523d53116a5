/** The clerk's desk drawn from one picture of the chamber and the roster: its tasks beside each other. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ofBoard, type ConsoleChamber, type ConsolePoll } from '../chair/model.js';
import type { Orders } from '../chair/orders.js';
import { Top } from '../chair/parts/top.js';
import { say } from '../chair/say.js';
import { dayMonthYear } from '../shared/format.js';
import { usePlace } from '../shared/hooks.js';
import { Icon, type IconName } from '../shared/icons.js';
import type { Connection } from '@nghitruong/client';
import { Announce } from '../shared/ui.js';
import { Attendance } from './attendance.js';
import { ElectionsPage } from './elections.js';
import type { Manual } from './manual.js';
import { PaperPage } from './paper.js';
import { PrintKit } from './print-kit.js';
import type { Convening, Step } from './convening.js';
import { dayTyped } from './days.js';
import { DocumentsPage } from './documents.js';
import { PreparationPage } from './preparation.js';
import { PollsPage } from './polls.js';
import { PrintRoll } from './print-roll.js';
import type { Records } from './records.js';
import { ResolutionsPage, type MorePages } from './resolutions-page.js';
import type { Resolutions } from './resolutions.js';
import { SittingPage } from './sitting.js';
import { tk } from './words.js';

export type Task =
  | 'sessions'
  | 'requests'
  | 'programme'
  | 'preparation'
  | 'documents'
  | 'sitting'
  | 'people'
  | 'delegates'
  | 'boards'
  | 'organisation'
  | 'localRules'
  | 'attendance'
  | 'polls'
  | 'paper'
  | 'elections'
  | 'resolutions'
  | 'minutes';
const TASKS: readonly (readonly [Task, IconName])[] = [
  ['sessions', 'flag'],
  ['requests', 'person'],
  ['preparation', 'list'],
  ['documents', 'document'],
  ['programme', 'list'],
  ['sitting', 'flag'],
  ['people', 'person'],
  ['attendance', 'person'],
  ['polls', 'ballot'],
  ['paper', 'document'],
  ['elections', 'list'],
  ['resolutions', 'document'],
  ['minutes', 'document'],
  ['boards', 'flag'],
  ['delegates', 'person'],
  ['organisation', 'person'],
  ['localRules', 'document'],
];
const NAMES = TASKS.map(([name]) => name);

/** The calendar day in Vietnam. */
const isoDay = (now: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);

export interface DeskProps {
  readonly chamber: ConsoleChamber;
  readonly connection: Connection;
  readonly silentMs: number;
  readonly now: number;
  readonly orders: Orders;
  readonly records: Records;
  readonly resolutions: Resolutions;
  readonly prepared: readonly ConsolePoll[];
  readonly convening: Convening;
  readonly manual: Manual;
  readonly minutes?: ComponentChildren;
  readonly moreOfResolutions?: MorePages;
  /** Tasks that read for themselves; `go` turns to another task. */
  readonly pages?: (go: (task: Task) => void) => Partial<Record<Task, ComponentChildren>>;
  /** Stands below the polls. */
  readonly below?: ComponentChildren;
  /** The task to begin with, and what is open in it (gallery). */
  readonly task?: Task;
  readonly scanning?: boolean;
  readonly query?: string;
  readonly preparing?: string;
  readonly recording?: Step['step'];
  readonly adding?: boolean;
}

export function Desk({
  chamber,
  connection,
  silentMs,
  now,
  orders,
  records,
  resolutions,
  prepared,
  convening,
  manual,
  minutes,
  moreOfResolutions,
  pages,
  below,
  task: first,
  scanning,
  query,
  preparing,
  recording,
  adding,
}: DeskProps) {
  const [task, setTask] = usePlace(NAMES, first ?? (chamber.sittingState === 'PLANNED' ? 'sitting' : 'attendance'));
  // The item that an election was asked for.
  const [electing, elect] = useState<string | null>(null);
  // On a narrow screen the tasks are folded away until they are asked for.
  const [unfolded, unfold] = useState(false);
  const lost = connection === 'LATE' || connection === 'LOST';
  const age = say({ key: 'health.lost', params: { n: Math.floor(silentMs / 1000) } });
  return (
    <>
      <div class="c two-cols">
        <Top council={chamber.councilName} what={tk('clerk.role')} illustrative={chamber.illustrative} now={now}>
          {lost ? (
            <span class="tag bad">
              <Icon name="offline" />
              {age}
            </span>
          ) : null}
        </Top>
        <button
          type="button"
          class="bt unfold"
          aria-expanded={unfolded}
          aria-controls="tasks"
          onClick={() => unfold(!unfolded)}
        >
          <Icon name="list" />
          {`${tk('clerk.nav')}: ${tk(`nav.${task}`)}`}
        </button>
        <nav id="tasks" class={`c-left nv${unfolded ? ' unfolded' : ''}`} aria-label={tk('clerk.nav')}>
          {TASKS.filter(([name]) => name !== 'elections' || !ofBoard(chamber)).map(([name, icon]) => (
            <button
              key={name}
              type="button"
              aria-current={task === name ? 'page' : undefined}
              onClick={() => {
                manual.clear();
                setTask(name);
                unfold(false);
              }}
            >
              <Icon name={icon} />
              {tk(`nav.${name}`)}
            </button>
          ))}
        </nav>
        <main class="c-mid">
          {task === 'preparation' ? (
            <PreparationPage convening={convening} today={dayTyped(dayMonthYear(now))!} asked={recording ?? null} />
          ) : null}
          {task === 'documents' ? (
            <DocumentsPage
              convening={convening}
              items={chamber.items}
              today={dayTyped(dayMonthYear(now))!}
              adding={adding ?? false}
            />
          ) : null}
          {task === 'sitting' ? (
            <SittingPage chamber={chamber} orders={orders} onAttendance={() => setTask('attendance')} />
          ) : null}
          {task === 'attendance' ? (
            <Attendance
              sittingName={chamber.sittingName}
              records={records}
              ended={chamber.sittingState === 'ENDED'}
              scanning={scanning}
              query={query}
            />
          ) : null}
          {task === 'resolutions' ? (
            <ResolutionsPage
              chamber={chamber}
              resolutions={resolutions}
              prepared={prepared}
              today={isoDay(now)}
              {...(moreOfResolutions && { more: moreOfResolutions })}
            />
          ) : null}
          {task === 'paper' ? (
            <PaperPage
              sittingId={chamber.sittingId}
              councilId={chamber.councilId ?? null}
              step={chamber.step}
              ended={chamber.sittingState === 'ENDED'}
              rows={records.rows ?? []}
              manual={manual}
            />
          ) : null}
          {task === 'elections' ? (
            <ElectionsPage
              sittingId={chamber.sittingId}
              items={chamber.items}
              agendaItemId={electing ?? chamber.item?.id ?? null}
              step={chamber.step}
              manual={manual}
            />
          ) : null}
          {task === 'polls' ? (
            <PollsPage
              chamber={chamber}
              orders={orders}
              prepared={prepared}
              onElections={(itemId) => {
                elect(itemId);
                setTask('elections');
              }}
              onCommittee={() => setTask('paper')}
              rateable={convening.session?.rateablePersons ?? []}
              asked={preparing}
            />
          ) : null}
          {task === 'minutes' ? minutes : null}
          {pages?.(setTask)[task]}
          {task === 'polls' ? below : null}
        </main>
      </div>
      <Announce polite={null} assertive={lost ? tk('w.staleName') : null} />
      <PrintRoll place={chamber} rows={records.rows ?? []} now={now} />
      {task === 'paper' ? <PrintKit place={chamber} polls={manual.work?.polls ?? []} /> : null}
    </>
  );
}
