/** The desk's page of who presides, where it is broadcast, and who attends as a guest. */
import type { Graph } from '@nghitruong/client';
import type { ConsoleChamber } from '../chair/model.js';
import { Done, Notice } from '../chair/parts/order.js';
import { AbsencesCard, AbsentWithoutReason } from './absences.js';
import { BroadcastAlarm, BroadcastCard } from './broadcast.js';
import { GuestsCard } from './guests.js';
import { Takeovers } from './takeovers.js';
import { usePeople, type People } from './people.js';
import { PresidingCard } from './presiding.js';
import { tp } from './words.js';

interface OfSitting {
  readonly graph: Graph;
  readonly chamber: ConsoleChamber;
}

export function PeopleTask({ graph, chamber }: OfSitting) {
  const people = usePeople(graph, chamber.sittingId, chamber.step, chamber.attendance.revision);
  return <PeoplePage people={people} ended={chamber.sittingState === 'ENDED'} />;
}

export function PeoplePage({ people, ended }: { people: People; ended: boolean }) {
  const { last } = people;
  return (
    <>
      <div class="head">
        <h1>{tp('title')}</h1>
      </div>
      <Done text={last?.tone === 'ok' ? last.words() : null} />
      <Notice text={last?.tone === 'bad' ? last.words() : null} />
      {ended ? null : <PresidingCard people={people} />}
      {ended ? null : <BroadcastCard people={people} />}
      <AbsencesCard people={people} ended={ended} />
      <GuestsCard people={people} ended={ended} />
      <AbsentWithoutReason people={people} />
    </>
  );
}

/** What the chair's console shows of it: who presides, and the alarm of a broadcast that is missing. */
export function ChairPeople({ graph, chamber }: OfSitting) {
  const people = usePeople(graph, chamber.sittingId, chamber.step);
  if (chamber.sittingState === 'ENDED') return <Takeovers chamber={chamber} />;
  return (
    <>
      <BroadcastAlarm people={people} />
      <Takeovers chamber={chamber} />
      <PresidingCard people={people} narrow />
    </>
  );
}
