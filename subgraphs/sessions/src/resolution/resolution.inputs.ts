/** What is given to draft, verify, sign and relate resolutions. */
import { DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { StepKindName } from './resolution-deadlines.rules.js';
import type { ResolutionKindName } from './resolution-number.rules.js';
import type { RelationKindName } from './resolution-validity.rules.js';
import {
  ResolutionKind,
  ResolutionRelationKind,
  ResolutionStepKind,
  VerificationConclusion,
  type VerificationConclusionName,
} from './resolution.entity.js';

@InputType()
export class DraftResolutionInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => ResolutionKind)
  kind!: ResolutionKindName;
  @Field(() => String)
  title!: string;
  @Field(() => String, { description: 'The text, one paragraph a line.' })
  text!: string;
  @Field(() => ID, { nullable: true, description: 'The body that submits it.' })
  submittedById?: string | null;
  @Field(() => ID, { nullable: true, description: 'The committee that verifies it.' })
  verifyingBodyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The session it is meant for.' })
  sessionId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The published election or confidence poll whose result it confirms (R-VOT-13).',
  })
  confirmsPollId?: string | null;
}

@InputType()
export class SeenResolution {
  @Field(() => ID)
  resolutionId!: string;
  @Field(() => Int, { description: 'The revision that the caller saw.' })
  expectedRevision!: number;
}

@InputType()
export class ReviseResolutionInput extends SeenResolution {
  @Field(() => String, { description: 'The whole new text, one paragraph a line.' })
  text!: string;
  @Field(() => String, { nullable: true })
  note?: string | null;
  @Field(() => String, { nullable: true, description: 'A new title, where it changes.' })
  title?: string | null;
}

@InputType()
export class SubmitResolutionInput extends SeenResolution {
  @Field(() => ID, { description: 'The committee that verifies it.' })
  verifyingBodyId!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day the dossier arrived; today where not given.' })
  on?: string | null;
}

@InputType()
export class RecordVerificationInput extends SeenResolution {
  @Field(() => Int, { description: 'The version that the committee read.' })
  version!: number;
  @Field(() => VerificationConclusion)
  conclusion!: VerificationConclusionName;
  @Field(() => String, { description: 'The report in short.' })
  report!: string;
  @Field(() => DateScalar, { nullable: true })
  on?: string | null;
}

@InputType()
export class ReasonedResolutionInput extends SeenResolution {
  @Field(() => String)
  reason!: string;
}

@InputType()
export class PlaceResolutionInput extends SeenResolution {
  @Field(() => ID)
  agendaItemId!: string;
}

@InputType()
export class SignResolutionInput extends SeenResolution {
  @Field(() => DateScalar)
  signedOn!: string;
  @Field(() => DateScalar, { description: 'From when it takes effect (R-RES-03).' })
  effectiveFrom!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it names one.' })
  expiresOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Why earlier than an unconfirmed rule says.' })
  reason?: string | null;
}

@InputType()
export class CompleteResolutionStepInput extends SeenResolution {
  @Field(() => ResolutionStepKind)
  kind!: StepKindName;
  @Field(() => DateScalar)
  on!: string;
  @Field(() => String, { nullable: true, description: 'To whom, which number of the gazette.' })
  note?: string | null;
}

@InputType()
export class RelateResolutionInput extends SeenResolution {
  @Field(() => ID, { description: 'The resolution of which it is said.' })
  toId!: string;
  @Field(() => ResolutionRelationKind)
  kind!: RelationKindName;
  @Field(() => String, { nullable: true })
  part?: string | null;
  @Field(() => DateScalar, { nullable: true })
  takesEffectOn?: string | null;
  @Field(() => DateScalar, { nullable: true })
  endsOn?: string | null;
}
