/** The door of nominations, elections and run-offs. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { Poll, PollForm, PollMethod } from '../poll/poll.entity.js';
import type { FormName } from '../poll/poll-form.policy.js';
import type { PollMethodName } from '../poll/poll-method.policy.js';
import { pollBy, resultOf } from '../poll/poll.live.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import type { CandidateListService } from './candidate-list.service.js';
import { confirmationText } from './confirmation.rules.js';
import { CandidateList } from './nomination.entity.js';
import { NominateInput, OpenCandidateListInput } from './nomination.inputs.js';

const OpenCandidateListResult = resultType('OpenCandidateListResult', CandidateList);
const NominateResult = resultType('NominateResult', CandidateList);
const WithdrawNominationResult = resultType('WithdrawNominationResult', CandidateList);
const CloseCandidateListResult = resultType('CloseCandidateListResult', CandidateList);
const CreateElectionResult = resultType('CreateElectionResult', Poll);
const CreateRunOffResult = resultType('CreateRunOffResult', Poll);
type List = Promise<CandidateList | Refused>;

const Step = () => Arg('expectedStep', () => Int, { description: 'The step that the caller saw.' });

@Resolver()
export class NominationResolver {
  constructor(private readonly lists: CandidateListService) {}

  @Mutation(() => OpenCandidateListResult, { description: 'A list of candidates for one office.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  openCandidateList(
    @Ctx() ctx: Context,
    @Arg('input', () => OpenCandidateListInput) input: OpenCandidateListInput,
  ): List {
    return orRefused(() => this.lists.open(ctx, input));
  }

  @Mutation(() => NominateResult, { description: 'Proposed by whom the law names, by a delegate, or by themselves.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  nominate(@Ctx() ctx: Context, @Arg('input', () => NominateInput) input: NominateInput): List {
    return orRefused(() => this.lists.nominate(ctx, input));
  }

  @Mutation(() => WithdrawNominationResult, { description: 'While the list is open; the name stays readable.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  withdrawNomination(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID) listId: string,
    @Arg('nominationId', () => ID) nominationId: string,
    @Arg('reason', () => String) reason: string,
  ): List {
    return orRefused(() => this.lists.withdraw(ctx, listId, nominationId, reason));
  }

  @Mutation(() => CloseCandidateListResult, {
    description: 'By the published, adopted procedural poll in which the council closed it (R-VOT-07).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  closeCandidateList(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID) listId: string,
    @Arg('pollId', () => ID) pollId: string,
  ): List {
    return orRefused(() => this.lists.close(ctx, listId, pollId));
  }

  @Mutation(() => CreateElectionResult, { description: 'The election of a closed list, as a draft.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  createElection(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID) listId: string,
    @Step() expectedStep: number,
    @Arg('pickOnly', () => Boolean, {
      defaultValue: false,
      description:
        'At most as many are marked as are elected, instead of agree or disagree for each; where more stand than that.',
    })
    pickOnly: boolean,
    @Arg('method', () => PollMethod, {
      nullable: true,
      description: 'Without it paper; on devices only where the council decided so.',
    })
    method: PollMethodName | null,
    @Arg('form', () => PollForm, { nullable: true, description: 'Without it the form that the rule gives elections.' })
    form: FormName | null,
    @Arg('formBasis', () => String, {
      nullable: true,
      description: 'The council’s decision for a form that is not the rule’s.',
    })
    formBasis: string | null,
  ): Promise<Poll | Refused> {
    return orRefused(() => this.lists.election(ctx, listId, expectedStep, { pickOnly, method, form, formBasis }));
  }

  @Mutation(() => CreateRunOffResult, {
    description: 'Among the candidates that a published election left tied, for the places that are left (R-VOT-08).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  createRunOff(
    @Ctx() ctx: Context,
    @Arg('pollId', () => ID) pollId: string,
    @Step() expectedStep: number,
    @Arg('method', () => PollMethod, { nullable: true, description: 'Without it as the election was held.' })
    method: PollMethodName | null,
  ): Promise<Poll | Refused> {
    return orRefused(() => this.lists.runOff(ctx, pollId, expectedStep, method ?? null));
  }
}

@Resolver(() => Sitting)
export class SittingCandidateListsResolver {
  constructor(private readonly lists: CandidateListService) {}

  @FieldResolver(() => [CandidateList])
  @Access('EVERYONE')
  candidateLists(@Root() sitting: Sitting): Promise<CandidateList[]> {
    return this.lists.ofSitting(sitting.id);
  }
}

@Resolver(() => Poll)
export class PollElectionResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Poll, { nullable: true, description: 'The election whose tie this one decides.' })
  @Access('EVERYONE')
  runOffOf(@Root() poll: Poll): Promise<Poll | null> {
    return poll.runOffOfId ? pollBy(this.dataSource.manager, poll.runOffOfId) : Promise.resolve(null);
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The run-off among those this election left tied.' })
  @Access('EVERYONE')
  async runOff(@Root() poll: Poll): Promise<Poll | null> {
    if (poll.kind !== 'ELECTION') return null;
    const found = await this.dataSource.manager.find(Poll, {
      where: { runOffOfId: poll.id },
      relations: { rulings: true },
      order: { createdAt: 'DESC' },
    });
    return found.find((p) => p.state !== 'CANCELLED' && p.state !== 'ANNULLED') ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Of a published election or confidence poll: the draft text of the resolution that confirms its result (R-VOT-13), in Vietnamese.',
  })
  @Access('EVERYONE')
  async confirmationText(@Root() poll: Poll): Promise<string | null> {
    const result = poll.state === 'PUBLISHED' ? await resultOf(this.dataSource.manager, poll) : null;
    if (!result) return null;
    const sitting = await this.dataSource.manager.findOneByOrFail(Sitting, { id: poll.sittingId });
    return confirmationText(poll.kind, { councilName: sitting.councilName, title: poll.title, result });
  }
}
