/**
 * A delegate's phone in a rehearsal, with what happens to phones: no Wi-Fi for
 * a while, a thumb that presses twice, two windows of one person, a change of
 * mind. It keeps the protocol of docs/LIVE-VOTING.md and nothing more: same key
 * until an answer comes, and only a receipt is believed.
 */
import { randomUUID } from 'node:crypto';
import type { Door, Person } from './door.js';
import type { Figures } from './figures.js';

export const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
export type Choice = (typeof CHOICES)[number];
export const FAULTS = ['NONE', 'NO_WIFI', 'DOUBLE_TAP', 'TWO_WINDOWS', 'CHANGED_MIND'] as const;
export type FaultName = (typeof FAULTS)[number];

interface Receipt {
  readonly choice: Choice;
  readonly press: number;
  readonly chainIndex: number;
  readonly recordedAt: string;
}
interface Answer {
  readonly castBallot: { readonly __typename: string; readonly reason?: string } & Partial<Receipt>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Phone {
  /** What this phone believes is recorded; nothing without a receipt. */
  believes: Receipt | undefined;
  private press = 0;

  constructor(
    private readonly door: Door,
    readonly person: Person,
    readonly seatId: string,
    private readonly figures: Figures,
    private readonly chance: () => number,
  ) {}

  begin(): void {
    this.believes = undefined;
    this.press = 0;
  }

  async vote(pollId: string, choice: Choice, fault: FaultName): Promise<void> {
    const other = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length]!;
    if (fault !== 'NONE') this.figures.count(LABELS[fault]);
    switch (fault) {
      case 'NO_WIFI':
        return this.cast(pollId, choice, true);
      case 'DOUBLE_TAP': {
        // One thumb, two events, one key: the page sends the same press twice.
        const [key, press] = [randomUUID(), ++this.press];
        await Promise.all([this.send(pollId, choice, key, press), this.send(pollId, choice, key, press)]);
        return;
      }
      case 'TWO_WINDOWS':
        await Promise.all([this.cast(pollId, choice), this.cast(pollId, other)]);
        return;
      case 'CHANGED_MIND':
        await this.cast(pollId, other);
        await pause(this.chance() * 400);
        return this.cast(pollId, choice);
      default:
        return this.cast(pollId, choice);
    }
  }

  private cast(pollId: string, choice: Choice, noWifi = false): Promise<void> {
    return this.send(pollId, choice, randomUUID(), ++this.press, noWifi);
  }

  private async send(pollId: string, choice: Choice, ballotKey: string, press: number, noWifi = false): Promise<void> {
    const began = performance.now();
    let undisturbed = !noWifi;
    const variables = { pollId, choice, ballotKey, press };
    for (let tries = 0; ; tries++) {
      // The network goes while the answer is under way: the ballot may be recorded, and nobody says so.
      const cut = noWifi && tries === 0 ? AbortSignal.timeout(1 + Math.floor(this.chance() * 12)) : undefined;
      try {
        const { castBallot: said } = await this.door.ask<Answer>(this.person, 'Cast', variables, cut);
        if (said.__typename === 'BallotReceipt') {
          if (undisturbed) this.figures.pressToReceipt.push(performance.now() - began);
          this.believe(said as Receipt);
          return;
        }
        if (said.reason === 'POLL_PAUSED') {
          // Its wait is the chair's, not the system's.
          undisturbed = false;
          await pause(300 + this.chance() * 500);
          continue;
        }
        this.figures.count(`từ chối / refused: ${said.reason}`);
        return;
      } catch {
        this.figures.count('gửi lại cùng khóa / retries with the same key');
        if (tries > 60) throw new Error(`${this.person.name}: no answer after ${tries} tries`);
        await pause(cut ? 500 + this.chance() * 2_000 : this.chance() * Math.min(3_000, 200 * 2 ** tries));
      }
    }
  }

  private believe(receipt: Receipt): void {
    const known = this.believes;
    if (known && known.press === receipt.press && known.chainIndex !== receipt.chainIndex)
      this.figures.wrong.push(`${this.person.name}: two receipts for one press`);
    if (!known || receipt.press > known.press) this.believes = receipt;
  }

  /** Asks the server and compares. */
  async compare(pollId: string): Promise<void> {
    const { myBallotStatus: status } = await this.door.ask<{
      myBallotStatus: { recorded: boolean; choice: Choice | null; press: number | null };
    }>(this.person, 'MyBallotStatus', { pollId });
    const told = status.recorded ? `${status.choice}/${status.press}` : 'none';
    const believed = this.believes ? `${this.believes.choice}/${this.believes.press}` : 'none';
    if (told !== believed) this.figures.wrong.push(`${this.person.name}: phone ${believed}, record ${told}`);
  }
}

const LABELS: Readonly<Record<Exclude<FaultName, 'NONE'>, string>> = {
  NO_WIFI: 'mất Wi-Fi khi chờ biên nhận / lost Wi-Fi while waiting',
  DOUBLE_TAP: 'bấm hai lần liền / double taps',
  TWO_WINDOWS: 'hai cửa sổ cùng bấm / two windows at once',
  CHANGED_MIND: 'đổi phiếu / changed their vote',
};
