/**
 * The doors of secret polls: casting, the council's decision, the key and the
 * opening. Casting takes no context further than the question who asks: a caller
 * and a correlation id end here.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { fault, kitErrors, message } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import {
  Arg,
  createUnionType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { DataSource } from 'typeorm';
import { errors } from '../errors.js';
import { Poll } from '../poll/poll.entity.js';
import { mayCast } from '../poll/poll.policy.js';
import { COUNTED } from '../poll/poll.states.js';
import { storedTally } from '../poll/tally.service.js';
import { orRefused, Refused, resultType } from '../refused.js';
import { warningOf } from './opened-box.rules.js';
import {
  PollSecrecy,
  SecretBallotDecision,
  SecretBallotReceipt,
  SecretBallotRefused,
  SecretCommittee,
  SecretWarning,
  type SecretWarningName,
} from './secret-ballot.entity.js';
import type { SecretBox } from './secret-box.service.js';
import type { SecretDecisionService } from './secret-decision.service.js';
import { secrecyOf, type SecretKeyService } from './secret-key.service.js';
import type { SecretOpeningService } from './secret-opening.service.js';
import { provedLately, type SecretRefusalName } from './secret-press.rules.js';

@ObjectType({ description: 'The device key that was registered.' })
@Access('OWNER')
export class TallyDevice {
  @Field(() => String)
  publicKey!: string;
}

@InputType({ description: 'A share of the poll’s key, sealed to a member’s device; base64url.' })
export class SecretShareInput {
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  deviceKey!: string;
  @Field(() => String)
  sealed!: string;
}

@InputType({ description: 'The council’s decision on secret polls on devices.' })
export class RecordSecretBallotDecisionInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => Boolean)
  enabled!: boolean;
  @Field(() => String, { description: 'What it rests on, 1 to 500 characters.' })
  basis!: string;
  @Field(() => String, { description: 'The day of the decision, YYYY-MM-DD.' })
  decidedOn!: string;
}

const RecordSecretBallotDecisionResult = resultType('RecordSecretBallotDecisionResult', SecretBallotDecision);
const RegisterTallyDeviceResult = resultType('RegisterTallyDeviceResult', TallyDevice);
const MakeSecretPollKeyResult = resultType('MakeSecretPollKeyResult', Poll);
const SecretCommitteeResult = resultType('SecretCommitteeResult', SecretCommittee);
const CastSecretBallotResult = createUnionType({
  name: 'CastSecretBallotResult',
  types: () => [SecretBallotReceipt, SecretBallotRefused] as const,
  resolveType: (value: object) => (value instanceof SecretBallotRefused ? SecretBallotRefused : SecretBallotReceipt),
});

const PollId = () => Arg('pollId', () => ID);

@Resolver()
export class SecretCastResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly pinSeconds: number,
  ) {}

  @Mutation(() => CastSecretBallotResult, {
    description:
      'Puts an encrypted ballot into the box, for good. The same key gives the same receipt; answered only after the ballot is durable. The token must say that the PIN was asked again lately.',
  })
  @Access('DELEGATE')
  async castSecretBallot(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Arg('ciphertext', () => String, { description: 'As docs/SECRET-BALLOT.md says, base64url.' }) ciphertext: string,
    @Arg('ballotKey', () => ID) ballotKey: string,
  ): Promise<SecretBallotReceipt | SecretBallotRefused> {
    const [place] = isUuid(pollId)
      ? ((await this.dataSource.query(
          `SELECT council_id AS "councilId", sitting_id AS "sittingId" FROM poll WHERE id = $1 AND form = 'SECRET'`,
          [pollId],
        )) as { councilId: string; sittingId: string }[])
      : [];
    if (!place) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
    if (!mayCast(ctx.actor, place.councilId, place.sittingId)) return refused('NOT_ON_ROLL');
    const proved = provedLately(ctx.actor.authenticatedAt, ctx.clock.now(), this.pinSeconds);
    const answer = await this.box.cast({ pollId, personId: ctx.actor.personId!, ciphertext, ballotKey, proved });
    if (answer.kind === 'REFUSED') return refused(answer.reason);
    return Object.assign(new SecretBallotReceipt(), { pollId: pollId.toLowerCase() });
  }
}

@Resolver()
export class SecretKeyResolver {
  constructor(
    private readonly decisions: SecretDecisionService,
    private readonly keys: SecretKeyService,
    private readonly opening: SecretOpeningService,
  ) {}

  @Query(() => SecretBallotDecision, {
    nullable: true,
    description: 'Whether a council holds secret polls on devices; null where it never decided, and then it does not.',
  })
  @Access('EVERYONE')
  secretBallotDecision(@Arg('councilId', () => ID) councilId: string): Promise<SecretBallotDecision | null> {
    return this.decisions.of(councilId);
  }

  @Mutation(() => RecordSecretBallotDecisionResult, {
    description: 'Records what the council decided; the latest holds.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  recordSecretBallotDecision(
    @Ctx() ctx: Context,
    @Arg('input', () => RecordSecretBallotDecisionInput) input: RecordSecretBallotDecisionInput,
  ): Promise<SecretBallotDecision | Refused> {
    return orRefused(() => this.decisions.record(ctx, input));
  }

  @Mutation(() => RegisterTallyDeviceResult, {
    description: 'The public half of the key that the caller’s browser keeps.',
  })
  @Access('SIGNED_IN')
  registerTallyDevice(
    @Ctx() ctx: Context,
    @Arg('publicKey', () => String) publicKey: string,
  ): Promise<TallyDevice | Refused> {
    return orRefused(async () =>
      Object.assign(new TallyDevice(), { publicKey: await this.keys.registerDevice(ctx, publicKey) }),
    );
  }

  @Mutation(() => MakeSecretPollKeyResult, {
    description: 'The head of the tally committee gives the poll its key, before the opening; the latest holds.',
  })
  @Access('SIGNED_IN')
  makeSecretPollKey(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Arg('publicKey', () => String) publicKey: string,
    @Arg('shares', () => [SecretShareInput]) shares: SecretShareInput[],
  ): Promise<Poll | Refused> {
    return orRefused(() => this.keys.make(ctx, pollId, publicKey, shares));
  }

  @Query(() => SecretCommittee, {
    nullable: true,
    description: 'For a member of the poll’s tally committee; null for everyone else.',
  })
  @Access('SIGNED_IN')
  async secretCommittee(@Ctx() ctx: Context, @PollId() pollId: string): Promise<SecretCommittee | null> {
    const seen = await orRefused(() => this.opening.view(ctx, pollId));
    return seen instanceof Refused ? null : seen;
  }

  @Mutation(() => SecretCommitteeResult, {
    description: 'A member’s browser offers to open the box, with a key of one use.',
  })
  @Access('SIGNED_IN')
  offerSecretCombiner(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Arg('oneTimeKey', () => String) oneTimeKey: string,
  ): Promise<SecretCommittee | Refused> {
    return orRefused(() => this.opening.offer(ctx, pollId, oneTimeKey));
  }

  @Mutation(() => SecretCommitteeResult, { description: 'The caller’s share, sealed again to that browser.' })
  @Access('SIGNED_IN')
  resealSecretShare(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Arg('combinerId', () => ID) combinerId: string,
    @Arg('sealed', () => String) sealed: string,
  ): Promise<SecretCommittee | Refused> {
    return orRefused(() => this.opening.reseal(ctx, pollId, combinerId, sealed));
  }

  @Mutation(() => SecretCommitteeResult, {
    description: 'What the caller’s browser found in the box, sorted. Two equal findings of two members are counted.',
  })
  @Access('SIGNED_IN')
  postSecretResult(
    @Ctx() ctx: Context,
    @PollId() pollId: string,
    @Arg('combinerId', () => ID) combinerId: string,
    @Arg('contents', () => [String]) contents: string[],
    @Arg('unreadable', () => Int) unreadable: number,
    @Arg('boxHash', () => String) boxHash: string,
  ): Promise<SecretCommittee | Refused> {
    return orRefused(() => this.opening.post(ctx, { pollId, combinerId, contents, unreadable, boxHash }));
  }
}

@Resolver(() => Poll)
export class PollSecrecyResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly opening: SecretOpeningService,
  ) {}

  @FieldResolver(() => PollSecrecy, {
    nullable: true,
    description: 'Of a secret poll on devices, once its key is made: what a ballot is encrypted with.',
  })
  @Access('EVERYONE')
  secrecy(@Root() poll: Poll): Promise<PollSecrecy | null> {
    return poll.form === 'SECRET' ? secrecyOf(this.dataSource.manager, poll.id) : Promise.resolve(null);
  }

  @FieldResolver(() => SecretWarning, {
    nullable: true,
    description: 'Before a secret result is published: that its numbers alone tell how somebody voted.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  async secretWarning(@Root() poll: Poll): Promise<SecretWarningName | null> {
    if (poll.form !== 'SECRET') return null;
    const stored = await storedTally(this.dataSource.manager, poll.id);
    return (stored && warningOf(stored.tally)) ?? null;
  }

  @FieldResolver(() => [String], {
    description: 'Mã kiểm phiếu: after the closing, one for each ballot in the box, sorted. They prove inclusion only.',
  })
  @Access('EVERYONE')
  trackers(@Root() poll: Poll): Promise<string[]> {
    return poll.form === 'SECRET' && COUNTED.has(poll.state) ? this.opening.trackers(poll) : Promise.resolve([]);
  }
}

function refused(reason: SecretRefusalName): SecretBallotRefused {
  const { vi, en } = message(errors, `BALLOT_${reason}`);
  return Object.assign(new SecretBallotRefused(), { reason, vi, en });
}
