/** The GraphQL door of voter meetings. */
import type { Context } from '@nghitruong/kit/context';
import { Access, Connection, Edge, PageArgs } from '@nghitruong/kit/federation';
import { AdministrativeUnitRef, CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Petition } from '../petition/petition.entity.js';
import { PetitionConnection } from '../petition/petition.inputs.js';
import type { PetitionService } from '../petition/petition.service.js';
import { VoterMeeting } from './voter-meeting.entity.js';
import type { VoterMeetingService } from './voter-meeting.service.js';

@ObjectType('VoterMeetingEdge')
@Access('EVERYONE')
class VoterMeetingEdge extends Edge(VoterMeeting) {}
@ObjectType('VoterMeetingConnection')
@Access('EVERYONE')
class VoterMeetingConnection extends Connection(VoterMeetingEdge) {}

@Resolver(() => VoterMeeting)
export class VoterMeetingResolver {
  constructor(
    private readonly meetings: VoterMeetingService,
    private readonly petitionsOf: PetitionService,
  ) {}

  @Query(() => VoterMeeting, { nullable: true })
  @Access('EVERYONE')
  voterMeeting(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<VoterMeeting | null> {
    return this.meetings.byId(ctx, id);
  }

  @Query(() => VoterMeetingConnection, { description: 'Latest first.' })
  @Access('EVERYONE')
  voterMeetings(
    @Arg('councilId', () => ID, { nullable: true }) councilId: string | null,
    @Args() page: PageArgs,
  ): Promise<unknown> {
    return this.meetings.list(councilId, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() meeting: VoterMeeting): CouncilRef {
    return { id: meeting.councilId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() meeting: VoterMeeting): AdministrativeUnitRef | null {
    return meeting.unitId === null ? null : { id: meeting.unitId };
  }

  @FieldResolver(() => PetitionConnection)
  petitions(@Root() meeting: VoterMeeting, @Args() page: PageArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.petitionsOf.list(ctx, {}, page, meeting.id);
  }
}

/** Where a petition was taken down. */
@Resolver(() => Petition)
export class PetitionMeetingResolver {
  constructor(private readonly meetings: VoterMeetingService) {}

  @FieldResolver(() => VoterMeeting, { nullable: true })
  async meeting(@Root() petition: Petition, @Ctx() ctx: Context): Promise<VoterMeeting | null> {
    return petition.meetingId === null ? null : this.meetings.byId(ctx, petition.meetingId);
  }
}
