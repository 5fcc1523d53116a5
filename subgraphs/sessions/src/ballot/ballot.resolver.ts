/**
 * The door of the ballot box: one mutation, and what a delegate asks of the
 * own ballots. Refusals are data; a fault means that the outcome is not known
 * and that the phone asks again with the same key.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { fault, kitErrors, message } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { Arg, createUnionType, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { errors } from '../errors.js';
import { BallotOption } from '../poll/poll.entity.js';
import { mayCast } from '../poll/poll.policy.js';
import type { BallotRefusalName } from './ballot-ledger.rules.js';
import type { BallotBox } from './ballot-box.service.js';
import { BallotReceipt, BallotRefused, MyBallotStatus, MyVote } from './ballot.entity.js';
import type { MyBallotsService } from './my-ballots.service.js';
import { optionOf, type BallotOptionName } from './tally.js';

const CastBallotResult = createUnionType({
  name: 'CastBallotResult',
  types: () => [BallotReceipt, BallotRefused] as const,
  resolveType: (value: object) => (value instanceof BallotRefused ? BallotRefused : BallotReceipt),
});

interface Place {
  readonly councilId: string;
  readonly sittingId: string;
}
const MAX_PLACES = 1_000;

@Resolver()
export class BallotResolver {
  /** Where a poll belongs never changes: asked once, not for each ballot. */
  private readonly places = new Map<string, Promise<Place | undefined>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly box: BallotBox,
    private readonly mine: MyBallotsService,
  ) {}

  @Mutation(() => CastBallotResult, {
    description:
      'Each choice makes a new key and a higher press; a retry repeats both. Answered only after the ballot is durable.',
  })
  @Access('DELEGATE')
  async castBallot(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Arg('choice', () => BallotOption, { nullable: true, description: 'Of three choices; else null, with `content`.' })
    choice: BallotOptionName | null,
    @Arg('ballotKey', () => ID) ballotKey: string,
    @Arg('press', () => Int) press: number,
    @Arg('content', () => String, {
      nullable: true,
      description: 'Of any other form: the canonical text, e.g. OPTION_2 or 1=HIGH,2=LOW,3=',
    })
    content?: string | null,
  ): Promise<BallotReceipt | BallotRefused> {
    const text = choice ?? content;
    if (text == null || (choice != null && content != null))
      throw fault(kitErrors, 'INVALID_INPUT', {
        field: 'choice',
        why: 'choice hoặc content / either choice or content',
      });
    const place = await this.placeOf(pollId);
    if (!place) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
    if (!mayCast(ctx.actor, place.councilId, place.sittingId)) return refused('NOT_ON_ROLL');
    const answer = await this.box.cast(ctx, { pollId, personId: ctx.actor.personId!, choice: text, ballotKey, press });
    if (answer.kind === 'REFUSED') return refused(answer.reason);
    const { kind: _kind, recordedAt, ...receipt } = answer;
    return Object.assign(new BallotReceipt(), receipt, {
      choice: optionOf(receipt.choice),
      content: receipt.choice,
      recordedAt: new Date(recordedAt),
    });
  }

  @Query(() => MyBallotStatus, {
    description: 'What the server knows of the caller’s own ballot: asked after a reload, and after the close.',
  })
  @Access('SIGNED_IN')
  myBallotStatus(@Ctx() ctx: Context, @Arg('pollId', () => ID) pollId: string): Promise<MyBallotStatus> {
    return this.mine.status(ctx, pollId);
  }

  @Query(() => [MyVote], { description: 'The caller’s own votes in one sitting, the latest first.' })
  @Access('SIGNED_IN')
  myVotes(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Promise<MyVote[]> {
    return this.mine.votes(ctx, sittingId);
  }

  private placeOf(pollId: string): Promise<Place | undefined> {
    if (!isUuid(pollId)) return Promise.resolve(undefined);
    const id = pollId.toLowerCase();
    let known = this.places.get(id);
    if (!known) {
      if (this.places.size >= MAX_PLACES) this.places.delete(this.places.keys().next().value!);
      known = this.dataSource
        .query('SELECT council_id AS "councilId", sitting_id AS "sittingId" FROM poll WHERE id = $1', [id])
        .then((rows: Place[]) => {
          // A poll that does not exist yet may exist later.
          if (!rows[0]) this.places.delete(id);
          return rows[0];
        });
      known.catch(() => this.places.delete(id));
      this.places.set(id, known);
    }
    return known;
  }
}

function refused(reason: BallotRefusalName): BallotRefused {
  const { vi, en } = message(errors, `BALLOT_${reason}`);
  return Object.assign(new BallotRefused(), { reason, vi, en });
}
