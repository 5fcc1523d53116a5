/** The GraphQL door of petitions: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs, pageSize } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, CouncilRef, dueStateOf, DueState, PublicBodyRef } from '@nghitruong/kit/obligation';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { PetitionAuthor } from '../author/author.entity.js';
import type { AuthorService } from '../author/author.service.js';
import { Petition, PetitionStep } from './petition.entity.js';
import {
  AcceptPetitionResult,
  AnswerPetitionInput,
  AnswerPetitionResult,
  AssignPetitionInput,
  AssignPetitionResult,
  ClassifyPetitionResult,
  ClosePetitionResult,
  PetitionConnection,
  PetitionFilter,
  ReopenPetitionResult,
  ReturnPetitionResult,
  SubmitPetitionInput,
  SubmitPetitionResult,
  WithdrawPetitionResult,
} from './petition.inputs.js';
import { dueRules, PetitionNature, type DueRule } from './petition.rules.js';
import type { PetitionService } from './petition.service.js';

@ObjectType({ description: 'Why a petition is due on that day.' })
@Access('EVERYONE')
export class PetitionDueReason {
  @Field(() => String)
  key!: string;
  @Field(() => Int, { description: 'Calendar days.' })
  days!: number;
  @Field(() => String)
  instrument!: string;
  @Field(() => String)
  article!: string;
  @Field(() => String, { description: 'V2: known from a secondary source.' })
  confidence!: string;
  @Field(() => Boolean, { description: 'Whether a named clerk has confirmed it for this council.' })
  confirmed!: boolean;
  @Field(() => String)
  noteVi!: string;
  @Field(() => String)
  noteEn!: string;
}

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(
    private readonly petitions: PetitionService,
    private readonly authors: AuthorService,
  ) {}

  @Query(() => Petition, { nullable: true })
  @Access('EVERYONE')
  petition(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Petition | null> {
    return this.petitions.byId(ctx, id);
  }

  @Query(() => PetitionConnection, {
    name: 'petitions',
    description: 'Petitions that the caller may see, nearest due date first.',
  })
  @Access('EVERYONE')
  list(
    @Arg('filter', () => PetitionFilter, { nullable: true }) filter: PetitionFilter | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.petitions.list(ctx, filter ?? {}, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() petition: Petition): CouncilRef {
    return { id: petition.councilId };
  }

  @FieldResolver(() => PublicBodyRef, {
    nullable: true,
    description: 'The body that must answer (assignee); null until it is assigned.',
  })
  owner(@Root() petition: Petition): PublicBodyRef | null {
    return petition.assigneeId === null ? null : { id: petition.assigneeId };
  }

  @FieldResolver(() => [PublicBodyRef], { description: 'Bodies that take part in the answer.' })
  jointBodies(@Root() petition: Petition): PublicBodyRef[] {
    return petition.jointBodyIds.map((id) => ({ id }));
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() petition: Petition): AdministrativeUnitRef | null {
    return petition.unitId === null ? null : { id: petition.unitId };
  }

  @FieldResolver(() => DueState)
  dueState(@Root() petition: Petition, @Ctx() ctx: Context): DueState {
    return dueStateOf(petition.dueOn, localDay(ctx.clock.now()), petition.doneOn);
  }

  @FieldResolver(() => PetitionDueReason, {
    nullable: true,
    description: 'The rule behind the due date; null where a roadmap set it, or nothing did.',
  })
  dueReason(@Root() petition: Petition): DueRule | null {
    return petition.dueRule === null ? null : (dueRules[petition.dueRule as keyof typeof dueRules] ?? null);
  }

  @FieldResolver(() => PetitionAuthor, {
    nullable: true,
    description: 'Sealed: for the council’s own side; never of a denunciation.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  author(@Root() petition: Petition, @Ctx() ctx: Context): Promise<PetitionAuthor | null> {
    return this.authors.open(ctx, petition);
  }

  @FieldResolver(() => [PetitionStep], { nullable: true })
  @Access('CHAIR', 'SESSION_SECRETARY')
  history(@Root() petition: Petition): Promise<PetitionStep[]> {
    return this.petitions.history(petition);
  }

  @Mutation(() => SubmitPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  submitPetition(
    @Arg('input', () => SubmitPetitionInput) input: SubmitPetitionInput,
    @Ctx() ctx: Context,
  ): Promise<typeof SubmitPetitionResult> {
    return this.petitions.submit(ctx, input);
  }

  @Mutation(() => ClassifyPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  classifyPetition(
    @Arg('id', () => ID) id: string,
    @Arg('nature', () => PetitionNature) nature: PetitionNature,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof ClassifyPetitionResult> {
    return this.petitions.classify(ctx, id, nature, reason);
  }

  @Mutation(() => AcceptPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  acceptPetition(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<typeof AcceptPetitionResult> {
    return this.petitions.accept(ctx, id);
  }

  @Mutation(() => ReturnPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  returnPetition(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof ReturnPetitionResult> {
    return this.petitions.giveBack(ctx, id, reason);
  }

  @Mutation(() => WithdrawPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  withdrawPetition(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof WithdrawPetitionResult> {
    return this.petitions.withdraw(ctx, id, reason);
  }

  @Mutation(() => AssignPetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  assignPetition(
    @Arg('input', () => AssignPetitionInput) input: AssignPetitionInput,
    @Ctx() ctx: Context,
  ): Promise<typeof AssignPetitionResult> {
    return this.petitions.assign(ctx, input);
  }

  @Mutation(() => AnswerPetitionResult, {
    description: 'By an officer of the body that owes the answer, or by the council’s side for an answer on paper.',
  })
  @Access('OFFICER', 'CHAIR', 'SESSION_SECRETARY')
  answerPetition(
    @Arg('input', () => AnswerPetitionInput) input: AnswerPetitionInput,
    @Ctx() ctx: Context,
  ): Promise<typeof AnswerPetitionResult> {
    return this.petitions.answer(ctx, input);
  }

  @Mutation(() => ClosePetitionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  closePetition(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<typeof ClosePetitionResult> {
    return this.petitions.close(ctx, id);
  }

  @Mutation(() => ReopenPetitionResult, { description: 'Slow or not thoroughly solved: back to the body.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  reopenPetition(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof ReopenPetitionResult> {
    return this.petitions.reopen(ctx, id, reason);
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyPetitionsResolver {
  constructor(private readonly petitions: PetitionService) {}

  @FieldResolver(() => [Petition], {
    name: 'petitions',
    description: 'What this body owes voters, nearest due date first: at most 200 of them; all through the connection.',
  })
  @Access('EVERYONE')
  ofBody(
    @Root() body: PublicBodyRef,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('dueState', () => DueState, { nullable: true }) dueState: DueState | null,
    @Ctx() ctx: Context,
  ): Promise<Petition[]> {
    return this.petitions.ofBody(ctx, body.id, pageSize({ first }), dueState);
  }
}
