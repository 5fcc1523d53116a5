/** Who sits in which body and holds which office, on a day; recorded and ended. */
import type { Graph } from '@nghitruong/client';
import {
  CouncilOrganisation,
  EndMembership,
  EndOffice,
  RecordMembership,
  RecordOffice,
  RecordOfficeApproval,
  type CouncilOrganisationQuery,
  type RecordMembershipMutationVariables,
  type RecordOfficeApprovalMutationVariables,
  type RecordOfficeMutationVariables,
  type SeatedBodyFragment,
} from '../graph/operations.js';
import { useReadAndAct, type Acting } from './acting.js';
import { to } from './organisation-words.js';

type Council = NonNullable<CouncilOrganisationQuery['council']>;
export type Body = SeatedBodyFragment;
export type Member = Body['members']['edges'][number]['node'];
export type Office = Council['offices'][number];
export type NewMember = RecordMembershipMutationVariables['input'];
export type NewOffice = Omit<RecordOfficeMutationVariables['input'], 'councilId'>;
export type NewApproval = RecordOfficeApprovalMutationVariables['input'];

export interface Seat {
  readonly id: string;
  readonly personId: string;
  readonly fullName: string;
}

export interface Known {
  readonly seats: readonly Seat[];
  readonly bodies: readonly Body[];
  readonly offices: readonly Office[];
  readonly incompatible: NonNullable<Council['incompatibleMemberships']>;
}

export interface Organisation extends Omit<Acting, 'act'> {
  /** null until it was read. */
  readonly known: Known | null;
  join(member: NewMember): Promise<boolean>;
  leave(membershipId: string, validTo: string): Promise<boolean>;
  elect(office: NewOffice): Promise<boolean>;
  approve(approval: NewApproval): Promise<boolean>;
  step(officeId: string, validTo: string): Promise<boolean>;
}

/** The standing body, the committees, the People's Committee, the office, and the groups. */
const ORDER = ['STANDING_BODY', 'COMMITTEE', 'PEOPLES_COMMITTEE', 'DELEGATE_GROUP'];

/** In the order of the law, which is also that of the list. */
export const OFFICES = [
  'COUNCIL_CHAIR',
  'COUNCIL_VICE_CHAIR',
  'COMMITTEE_HEAD',
  'COMMITTEE_DEPUTY',
  'PEOPLES_COMMITTEE_CHAIR',
  'PEOPLES_COMMITTEE_VICE_CHAIR',
] as const satisfies readonly Office['kind'][];

function readFrom({ council }: CouncilOrganisationQuery): Known | null {
  if (!council) return null;
  const bodies: Body[] = council.bodies.edges.map((edge) => edge.node);
  if (council.peoplesCommittee) bodies.push(council.peoplesCommittee);
  return {
    seats: council.composition.edges.map(({ node: { id, person } }) => ({
      ...{ id, personId: person.id, fullName: person.fullName },
    })),
    bodies: ORDER.flatMap((kind) =>
      bodies
        .filter((body) => body.kind === kind)
        .sort((a, b) => a.shortName.localeCompare(b.shortName, 'vi', { numeric: true })),
    ),
    offices: [...council.offices].sort((a, b) => OFFICES.indexOf(a.kind) - OFFICES.indexOf(b.kind)),
    incompatible: council.incompatibleMemberships ?? [],
  };
}

/** @param asOf yyyy-MM-dd */
export function useOrganisation(graph: Graph, councilId: string, asOf: string): Organisation {
  const { found, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) => readFrom(await graph.run(CouncilOrganisation, { councilId, asOf }, { signal })),
    [graph, councilId, asOf],
  );
  return {
    ...acting,
    known: found,
    join: (input) =>
      act(
        async () => (await graph.run(RecordMembership, { input })).said,
        () => to('said.joined'),
      ),
    leave: (membershipId, validTo) =>
      act(
        async () => (await graph.run(EndMembership, { input: { membershipId, validTo } })).said,
        () => to('said.left'),
      ),
    elect: (office) =>
      act(
        async () => (await graph.run(RecordOffice, { input: { councilId, ...office } })).said,
        () => to('said.elected'),
      ),
    approve: (input) =>
      act(
        async () => (await graph.run(RecordOfficeApproval, { input })).said,
        () => to('said.approved'),
      ),
    step: (officeId, validTo) =>
      act(
        async () => (await graph.run(EndOffice, { input: { officeId, validTo } })).said,
        () => to('said.stepped'),
      ),
  };
}

const OWN_ROLES = {
  STANDING_BODY: { HEAD: 'role.STANDING_BODY.HEAD', DEPUTY: 'role.STANDING_BODY.DEPUTY' },
  COMMITTEE: { HEAD: 'role.COMMITTEE.HEAD', DEPUTY: 'role.COMMITTEE.DEPUTY' },
  PEOPLES_COMMITTEE: { HEAD: 'role.PEOPLES_COMMITTEE.HEAD', DEPUTY: 'role.PEOPLES_COMMITTEE.DEPUTY' },
} as const;

/** What a member of such a body is called. */
export function roleOf(kind: Body['kind'], role: Member['role']): string {
  const own: Partial<Record<string, Partial<Record<string, Parameters<typeof to>[0]>>>> = OWN_ROLES;
  return to(own[kind]?.[role] ?? `role.${role}`);
}
