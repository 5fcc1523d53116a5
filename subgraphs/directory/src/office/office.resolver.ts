/** The GraphQL door of offices. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { today } from '../calendar/calendar.rules.js';
import { Council } from '../council/council.entity.js';
import type { CouncilService } from '../council/council.service.js';
import { Person } from '../person/person.entity.js';
import type { PersonService } from '../person/person.service.js';
import { PublicBody } from '../public-body/public-body.entity.js';
import type { PublicBodyService } from '../public-body/public-body.service.js';
import { ApprovalState, OfficeHolding } from './office-holding.entity.js';
import type { OfficeRecordingService } from './office-recording.service.js';
import {
  EndOfficeInput,
  EndOfficeResult,
  RecordOfficeApprovalInput,
  RecordOfficeApprovalResult,
  RecordOfficeInput,
  RecordOfficeResult,
  type OfficeRefused,
} from './office.inputs.js';

@Resolver(() => OfficeHolding)
export class OfficeResolver {
  constructor(
    private readonly councils: CouncilService,
    private readonly bodies: PublicBodyService,
    private readonly persons: PersonService,
  ) {}

  @FieldResolver(() => Council)
  council(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<Council | null> {
    return this.councils.byId(ctx, office.councilId);
  }

  @FieldResolver(() => PublicBody, { nullable: true, description: 'The committee, where the office is of one.' })
  body(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<PublicBody | null> | null {
    return office.bodyId ? this.bodies.byId(ctx, office.bodyId) : null;
  }

  @FieldResolver(() => Person)
  person(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<Person | null> {
    return this.persons.byId(ctx, office.personId);
  }

  @FieldResolver(() => Boolean, {
    description: 'The file was not sent, or nothing was decided, by its day (R-ORG-13).',
  })
  overdue(@Root() office: OfficeHolding, @Ctx() ctx: Context): boolean {
    if (office.approvalState !== ApprovalState.PENDING) return false;
    const due = office.fileSentOn === null ? office.fileDueOn : office.approvalDueOn;
    return due !== null && due < today(ctx);
  }
}

@Resolver()
export class OfficeCommandResolver {
  constructor(private readonly recording: OfficeRecordingService) {}

  @Mutation(() => RecordOfficeResult, {
    description:
      'Records an election to an office, taken at once; a third term in a row of a chair is refused (R-ORG-13).',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  recordOffice(
    @Arg('input', () => RecordOfficeInput) input: RecordOfficeInput,
    @Ctx() ctx: Context,
  ): Promise<OfficeHolding | OfficeRefused> {
    return this.recording.record(ctx, input);
  }

  @Mutation(() => RecordOfficeApprovalResult, {
    description: 'Records that the file went up, and what the upper body decided; both days are working days.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  recordOfficeApproval(
    @Arg('input', () => RecordOfficeApprovalInput) input: RecordOfficeApprovalInput,
    @Ctx() ctx: Context,
  ): Promise<OfficeHolding | OfficeRefused> {
    return this.recording.approve(ctx, input);
  }

  @Mutation(() => EndOfficeResult, { description: 'Says which day an office ended.' })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  endOffice(
    @Arg('input', () => EndOfficeInput) input: EndOfficeInput,
    @Ctx() ctx: Context,
  ): Promise<OfficeHolding | OfficeRefused> {
    return this.recording.end(ctx, input);
  }
}
