/**
 * Obligation: whatever some public body owes by a day, in every subgraph alike.
 *
 * Recommendation, Commitment, ResolutionTarget, Petition and DxTask implement
 * it, so that one query with one fragment draws the overdue board.
 */
import { Directive, Field, ID, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../federation/access.js';
import { DateScalar } from '../federation/scalars.js';

export enum DueState {
  ON_TIME = 'ON_TIME',
  DONE_LATE = 'DONE_LATE',
  DUE_SOON = 'DUE_SOON',
  OVERDUE = 'OVERDUE',
  NOT_YET = 'NOT_YET',
}
registerEnumType(DueState, { name: 'DueState', description: 'Done on time · done late · due within seven days · overdue · not due yet.' });

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

const DUE_SOON_DAYS = 7;

/**
 * The state of a due date on a day. Days are yyyy-MM-dd.
 * @param doneOn the day it was done; absent while it is open
 */
export function dueStateOf(dueOn: string | null | undefined, today: string, doneOn?: string | null): DueState {
  if (!dueOn) return doneOn ? DueState.ON_TIME : DueState.NOT_YET;
  if (doneOn) return doneOn <= dueOn ? DueState.ON_TIME : DueState.DONE_LATE;
  if (today > dueOn) return DueState.OVERDUE;
  const days = (Date.parse(dueOn) - Date.parse(today)) / 86_400_000;
  return days <= DUE_SOON_DAYS ? DueState.DUE_SOON : DueState.NOT_YET;
}
