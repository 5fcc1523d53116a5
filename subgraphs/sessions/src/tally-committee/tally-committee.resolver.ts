/** The door of the tally committee: appointing, signing, and who has signed. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Poll } from '../poll/poll.entity.js';
import { resultOf } from '../poll/poll.live.js';
import { PollResult } from '../poll/poll-result.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { TallyCertification, TallyCommittee } from './tally-committee.entity.js';
import { AppointTallyCommitteeInput } from './tally-committee.inputs.js';
import { certificationOf, type TallyCommitteeService } from './tally-committee.service.js';

const AppointTallyCommitteeResult = resultType('AppointTallyCommitteeResult', TallyCommittee);
const SignTallyResult = resultType('SignTallyResult', Poll);

@Resolver()
export class TallyCommitteeResolver {
  constructor(private readonly committees: TallyCommitteeService) {}

  @Mutation(() => AppointTallyCommitteeResult, {
    description: 'Records whom the council appointed to count and certify; the head first.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  appointTallyCommittee(
    @Ctx() ctx: Context,
    @Arg('input', () => AppointTallyCommitteeInput) input: AppointTallyCommitteeInput,
  ): Promise<TallyCommittee | Refused> {
    return orRefused(() => this.committees.appoint(ctx, input));
  }

  @Mutation(() => SignTallyResult, {
    description:
      'A member of the tally committee signs what was counted; with enough signatures the poll is certified.',
  })
  @Access('SIGNED_IN')
  signTally(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Arg('digest', () => String, { description: 'Of the result that the member was shown.' }) digest: string,
  ): Promise<Poll | Refused> {
    return orRefused(() => this.committees.sign(ctx, pollId, digest));
  }

  @Query(() => [Poll], {
    description: 'Polls that wait for the caller’s signature as a member of their tally committee.',
  })
  @Access('SIGNED_IN')
  talliesToSign(@Ctx() ctx: Context, @Arg('sittingId', () => ID) sittingId: string): Promise<Poll[]> {
    return this.committees.awaiting(ctx, sittingId);
  }
}

const certifications = new WeakMap<Poll, Promise<TallyCertification | null>>();

@Resolver(() => Poll)
export class PollCertificationResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => TallyCertification, {
    nullable: true,
    description: 'Of a secret poll: its tally committee and who has signed. null where none was appointed.',
  })
  @Access('EVERYONE')
  certification(@Root() poll: Poll): Promise<TallyCertification | null> {
    // Remembered with the poll as it was read, so that many viewers of one state cost one reading.
    let known = certifications.get(poll);
    if (!known) {
      known = certificationOf(this.dataSource.manager, poll);
      certifications.set(poll, known);
      known.catch(() => certifications.delete(poll));
    }
    return known;
  }

  @FieldResolver(() => PollResult, {
    nullable: true,
    description: 'What a member of its tally committee is asked to sign; null for everyone else.',
  })
  @Access('EVERYONE')
  async resultToSign(@Root() poll: Poll, @Ctx() ctx: Context): Promise<PollResult | null> {
    const { personId } = ctx.actor;
    if (personId === undefined) return null;
    const found = await this.certification(poll);
    if (!found?.committee.members.some((m) => m.personId === personId)) return null;
    return resultOf(this.dataSource.manager, poll);
  }
}

@Resolver(() => Sitting)
export class SittingTallyCommitteesResolver {
  constructor(private readonly committees: TallyCommitteeService) {}

  @FieldResolver(() => [TallyCommittee], { description: 'The latest first; those that were replaced stay readable.' })
  @Access('EVERYONE')
  tallyCommittees(@Root() sitting: Sitting): Promise<TallyCommittee[]> {
    return this.committees.ofSitting(sitting.id);
  }
}
