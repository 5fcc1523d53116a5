/**
 * Obligation: whatever some public body owes by a day, in every subgraph alike.
 *
 * Recommendation, Commitment, ResolutionTarget, Petition and DxTask implement
 * it, so that one query with one fragment draws the overdue board.
 */
import 'reflect-metadata';
import { Directive, Field, ID, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../federation/access.js';
import { DateScalar } from '../federation/scalars.js';
import { DueState } from './due.js';

export { DueState, dueStateOf } from './due.js';
export { dueStateCondition, pageByDue } from './page.js';

export enum EscalationStep {
  NONE = 'NONE',
  URGE = 'URGE',
  URGE_AGAIN = 'URGE_AGAIN',
  COMPETENT_BODY = 'COMPETENT_BODY',
  EXPLANATION = 'EXPLANATION',
  QUESTIONING = 'QUESTIONING',
  RE_SUPERVISION = 'RE_SUPERVISION',
  REPORT_TO_COUNCIL = 'REPORT_TO_COUNCIL',
}
registerEnumType(EscalationStep, { name: 'EscalationStep', description: 'The ladder of R-SUP-14.' });

/**
 * References to the directory's entities, for the subgraphs that point at them.
 * A subgraph adds a field of its own (`PublicBody.petitions`) with a field
 * resolver on the reference: hence the key can be entered from outside.
 */
@ObjectType('PublicBody')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class PublicBodyRef {
  @Field(() => ID)
  id!: string;
}
@ObjectType('AdministrativeUnit')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class AdministrativeUnitRef {
  @Field(() => ID)
  id!: string;
}
@ObjectType('Council')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class CouncilRef {
  @Field(() => ID)
  id!: string;
}
@ObjectType('Delegate')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class DelegateRef {
  @Field(() => ID)
  id!: string;
}

// Implementations register themselves in one process-wide store: each subgraph names its own instead.
@InterfaceType({ autoRegisterImplementations: false, description: 'Something that a public body owes by a day.' })
@Access('EVERYONE')
export abstract class Obligation {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  title!: string;
  @Field(() => PublicBodyRef, { nullable: true, description: 'Who must do it; null until it is assigned.' })
  owner?: PublicBodyRef | null;
  @Field(() => DateScalar, { nullable: true })
  dueOn?: string | null;
  @Field(() => DueState)
  dueState!: DueState;
  @Field(() => EscalationStep)
  escalation!: EscalationStep;
  @Field(() => AdministrativeUnitRef, { nullable: true })
  unit?: AdministrativeUnitRef | null;
}
