/**
 * `nghitruong rehearse`: a whole sitting with simulated delegates and the
 * mishaps of a real hall, against the edition that is running.
 *
 * Training for a council: the wall, the chair's console and the clerk's desk
 * show it as they will show the real one. A check for us: at the end every
 * phone's belief, every stored ballot and every published figure must agree.
 * Paced by people, not by the machine: nothing here waits for less than a hall
 * would, unless `pace` is below 1.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Door, type Person, type Said } from './door.js';
import { Figures } from './figures.js';
import { invite, type People } from './people.js';
import { CHOICES, FAULTS, Phone, type Choice, type FaultName } from './phone.js';

export interface RehearseOptions {
  readonly data: string;
  /** How many polls on draft resolutions. */
  readonly polls: number;
  /** Seconds over which the hall presses; 1 is the pace of a real sitting. */
  readonly pace: number;
  /** How many of a hundred delegates meet a mishap in each poll. */
  readonly mishaps: number;
  /** The same seed gives the same mishaps. */
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Ends true where every phone and the record agree. */
export async function rehearse(options: RehearseOptions): Promise<boolean> {
  const { say } = options;
  say('• Cấp thẻ cho mọi người / Issuing cards …');
  const people = await invite(options.data);
  say(`  Mở màn hình hội trường / Open the hall display: ${people.wallUrl}`);
  const door = new Door(people.origin, options.data);
  const figures = new Figures();
  try {
    await new Sitting(door, people, figures, options).run();
  } finally {
    await door.close();
  }
  figures.print(say);
  return figures.wrong.length === 0;
}

interface View {
  readonly step: number;
  readonly poll: {
    readonly id: string;
    readonly state: string;
    readonly turnout: { readonly recorded: number };
    readonly result: { readonly [line in 'for' | 'against' | 'abstain' | 'voted']: { readonly count: number } } | null;
  } | null;
}

class Sitting {
  private readonly chance: () => number;
  private readonly phones: Phone[] = [];
  private readonly present = new Set<Phone>();
  private chair!: Person;
  private clerk!: Person;
  private view: View | undefined;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly door: Door,
    private readonly people: People,
    private readonly figures: Figures,
    private readonly options: RehearseOptions,
  ) {
    this.chance = seeded(options.seed);
  }

  async run(): Promise<void> {
    const { door, people, figures } = this;
    const { sittingId, items } = people.rehearsal;
    const enter = (card: { name: string; code: string; pin?: string }) => door.enter(card.name, card.code, card.pin);
    this.chair = await enter(people.chair);
    this.clerk = await enter(people.clerk);
    for (const card of people.delegates) {
      const person = await enter(card);
      const { mySeat } = await door.ask<{ mySeat: { seatId: string } | null }>(person, 'MySeat', { sittingId });
      if (mySeat) this.phones.push(new Phone(door, person, mySeat.seatId, figures, this.chance));
    }
    this.say(`✓ ${this.phones.length} đại biểu đăng nhập / delegates signed in`);
    const wall = await door.watch(await enter(people.display), 'ChamberLive', { sittingId }, (data) => this.see(data));
    try {
      await this.until((v) => v.step >= 0);
      await this.command('OpenSitting');
      const late = Math.ceil(this.phones.length / 20);
      for (const phone of this.phones.slice(late)) await this.checkIn(phone);
      this.say(`✓ Khai mạc, ${this.phones.length - late} đại biểu điểm danh / sitting open, checked in`);
      await this.poll('Biểu quyết thử thiết bị', 'TEST', null, { late: [] });
      const drafts = items.filter((i) => i.draft);
      for (let n = 0; n < this.options.polls; n++) {
        const item = drafts[n % Math.max(1, drafts.length)];
        await this.poll(item?.title ?? 'Dự thảo Nghị quyết', 'RESOLUTION', item?.id ?? null, {
          // Late arrivals come while the first resolution is open; the second is paused in the middle.
          late: n === 0 ? this.phones.slice(0, late) : [],
          pause: n === 1,
        });
      }
      await this.command('EndSitting');
      this.say('✓ Bế mạc phiên tập dượt / the rehearsal sitting is closed');
    } finally {
      await wall.dispose();
    }
  }

  private async poll(
    title: string,
    kind: 'TEST' | 'RESOLUTION',
    agendaItemId: string | null,
    events: { late: readonly Phone[]; pause?: boolean },
  ): Promise<void> {
    const { figures, door } = this;
    const { sittingId } = this.people.rehearsal;
    const spread = this.options.pace * 6_000;
    const { said } = await door.ask<{ said: Said & { id?: string } }>(this.clerk, 'CreatePoll', {
      input: {
        sittingId,
        expectedStep: this.view!.step,
        agendaItemId,
        kind,
        title,
        documentVersion: kind === 'TEST' ? null : 1,
      },
    });
    const pollId = taken('CreatePoll', said).id!;
    await this.command('ReadyPoll', { pollId }, this.clerk);
    await this.command('OpenPoll', { pollId });
    for (const phone of this.phones) phone.begin();

    const pressed: number[] = [];
    const shown = this.walls(pollId, pressed);
    const lateOnes = new Set(events.late);
    const here = this.phones.filter((p) => this.present.has(p));
    const votes = [...here, ...events.late].map(async (phone) => {
      await pause(this.chance() * spread);
      if (lateOnes.has(phone)) {
        await this.checkIn(phone);
        figures.count('đến muộn, điểm danh sau khi mở / late arrivals');
      }
      // A few present delegates never press: they are counted apart.
      if (this.chance() < 0.02) return void figures.count('có mặt, không bấm / present, never pressed');
      pressed.push(performance.now());
      await phone.vote(pollId, this.choice(), this.mishap());
    });
    if (events.pause) {
      await pause(spread / 2);
      await this.command('PausePoll', { pollId, reason: 'Sự cố kỹ thuật' });
      figures.count('tạm dừng giữa chừng / paused in the middle');
      await pause(this.options.pace * 2_000);
      await this.command('ResumePoll', { pollId });
    }
    await Promise.all(votes);
    await this.command('ClosePoll', { pollId });
    await this.until((v) => v.poll?.id === pollId && ['CLOSED', 'CERTIFIED'].includes(v.poll.state));
    shown();
    await this.command('PublishPoll', { pollId });
    const view = await this.until(
      (v) => v.poll?.id === pollId && v.poll.state === 'PUBLISHED' && v.poll.result !== null,
    );
    await Promise.all(this.phones.map((phone) => phone.compare(pollId)));
    this.reconcile(title, view.poll!.result!);
    await pause(this.options.pace * 3_000);
  }

  /** What is published must be what the phones hold receipts for. */
  private reconcile(title: string, result: NonNullable<NonNullable<View['poll']>['result']>): void {
    const by = (choice: Choice): number => this.phones.filter((p) => p.believes?.choice === choice).length;
    const believed = { for: by('FOR'), against: by('AGAINST'), abstain: by('ABSTAIN') };
    for (const line of ['for', 'against', 'abstain'] as const)
      if (believed[line] !== result[line].count)
        this.figures.wrong.push(`${title}: ${line} ${result[line].count} published, ${believed[line]} receipts`);
    this.figures.count('biểu quyết đã công bố / polls published');
    this.figures.count('phiếu được tính / ballots counted', result.voted.count);
    this.say(
      `✓ ${title}\n    tán thành / for ${result.for.count} · không / against ${result.against.count} · không biểu quyết / abstain ${result.abstain.count}`,
    );
  }

  /** The n-th press is on the wall once it counts n: an upper bound. @returns ends the measuring */
  private walls(pollId: string, pressed: readonly number[]): () => void {
    let counted = 0;
    const look = (): void => {
      const recorded = this.view?.poll?.id === pollId ? this.view.poll.turnout.recorded : 0;
      for (; counted < recorded && counted < pressed.length; counted++)
        this.figures.pressToWall.push(performance.now() - pressed[counted]!);
    };
    this.looks.add(look);
    return () => void this.looks.delete(look);
  }
  private readonly looks = new Set<() => void>();

  private see(data: unknown): void {
    const view = (data as { chamber?: View } | null)?.chamber;
    if (!view || (this.view && view.step < this.view.step)) return;
    this.view = view;
    for (const look of this.looks) look();
    for (const go of this.waiting.splice(0)) go();
  }

  private async until(enough: (view: View) => boolean): Promise<View> {
    const from = performance.now();
    while (!this.view || !enough(this.view)) {
      if (performance.now() - from > 60_000)
        throw new Error('the wall did not show what was commanded within a minute');
      await Promise.race([new Promise<void>((resolve) => this.waiting.push(resolve)), pause(1_000)]);
    }
    return this.view;
  }

  private async checkIn(phone: Phone): Promise<void> {
    const { sittingId } = this.people.rehearsal;
    const { said } = await this.door.ask<{ said: Said }>(this.clerk, 'CheckIn', {
      input: { sittingId, seatId: phone.seatId, source: 'CLERK' },
    });
    taken('CheckIn', said);
    this.present.add(phone);
  }

  /** A command of the chair, or of the clerk; what changed meanwhile is looked at again, as a person would. */
  private async command(name: string, variables: Record<string, unknown> = {}, who = this.chair): Promise<void> {
    for (let tries = 0; ; tries++) {
      const step = this.view!.step;
      const { said } = await this.door.ask<{ said: Said }>(who, name, {
        ...('pollId' in variables ? {} : { sittingId: this.people.rehearsal.sittingId }),
        expectedStep: step,
        ...variables,
      });
      if (said.__typename === 'Refused' && said.code === 'STALE' && tries < 20) {
        await Promise.race([this.until((v) => v.step > step), pause(200)]);
        continue;
      }
      taken(name, said);
      await this.until((v) => v.step > step);
      return;
    }
  }

  private choice(): Choice {
    const x = this.chance();
    return CHOICES[x < 0.8 ? 0 : x < 0.92 ? 1 : 2]!;
  }

  private mishap(): FaultName {
    const some = FAULTS.slice(1);
    return this.chance() * 100 < this.options.mishaps ? some[Math.floor(this.chance() * some.length)]! : 'NONE';
  }

  private say(line: string): void {
    this.options.say(line);
  }
}

function taken<T extends Said>(name: string, said: T): T {
  if (said.__typename === 'Refused') throw new Error(`${name}: ${said.code} ${said.en ?? ''}`);
  return said;
}

/** Chance that can be repeated (mulberry32): a rehearsal is told by its seed. */
function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
