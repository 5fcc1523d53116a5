/** What a secret poll shows: to everyone, to a voter, to its committee. Never a choice beside a name. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { INVALID_REASONS, type InvalidReasonName } from './opened-box.rules.js';
import { SECRET_REFUSALS, type SecretRefusalName } from './secret-press.rules.js';

export const SecretBallotRefusal = enumOf(SECRET_REFUSALS);
export const SecretWarning = { FEW_BALLOTS: 'FEW_BALLOTS', UNANIMOUS: 'UNANIMOUS' } as const;
export type SecretWarningName = keyof typeof SecretWarning;
registerEnumType(SecretWarning, {
  name: 'SecretWarning',
  description: 'Dưới năm phiếu · tất cả chọn như nhau: the result itself tells how delegates voted.',
});
const InvalidReason = enumOf(INVALID_REASONS);
registerEnumType(InvalidReason, {
  name: 'InvalidReason',
  description:
    'Not opened or not of the form · more marked than may be · a row without a mark · a row with more than one.',
});
registerEnumType(SecretBallotRefusal, {
  name: 'SecretBallotRefusal',
  description: 'Why a secret ballot was not taken, decided in the order of docs/SECRET-BALLOT.md.',
});

@ObjectType({ description: 'Whether a council holds secret polls on devices, and by which decision (R-VOT-20).' })
@Access('EVERYONE')
export class SecretBallotDecision {
  @Field(() => ID)
  id!: string;
  @Field(() => ID)
  councilId!: string;
  @Field(() => Boolean)
  enabled!: boolean;
  @Field(() => String, { description: 'The council’s decision, as it is cited.' })
  basis!: string;
  @Field(() => String, { description: 'The day of the decision, YYYY-MM-DD.' })
  decidedOn!: string;
  @Field(() => Date)
  recordedAt!: Date;
}

@ObjectType({ description: 'The secret ballot lies in the box. It says neither when nor what.' })
@Access('OWNER')
export class SecretBallotReceipt {
  @Field(() => ID)
  pollId!: string;
}

@ObjectType({ description: 'Not taken, and why.' })
@Access('OWNER')
export class SecretBallotRefused {
  @Field(() => SecretBallotRefusal)
  reason!: SecretRefusalName;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

@ObjectType({ description: 'What a browser needs to encrypt a ballot, and what anyone may know of the box.' })
@Access('EVERYONE')
export class PollSecrecy {
  @Field(() => String, { description: 'The poll’s X25519 key, base64url; frozen by the opening.' })
  publicKey!: string;
  @Field(() => Int, { description: 'How long the plaintext of every ballot is.' })
  ballotSize!: number;
  @Field(() => Int, { description: 'How many members must bring their share.' })
  needed!: number;
  @Field(() => Int, { description: 'How many members hold a share.' })
  members!: number;
  @Field(() => String, { description: 'The council’s decision it rests on.' })
  basis!: string;
}

@ObjectType({ description: 'A member of the tally committee, with the public key of their device.' })
@Access('SIGNED_IN')
export class CommitteeDevice {
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => Boolean)
  head!: boolean;
  @Field(() => String, { nullable: true, description: 'base64url; null until their page was opened.' })
  deviceKey!: string | null;
}

@ObjectType({ description: 'A share of the poll’s key, sealed to one device.' })
@Access('OWNER')
export class SecretShare {
  @Field(() => String)
  deviceKey!: string;
  @Field(() => String)
  sealed!: string;
}

@ObjectType({ description: 'A share that a member sealed again, for one browser to combine.' })
@Access('OWNER')
export class ResealedShare {
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  sealed!: string;
}

@ObjectType({ description: 'A member’s browser that opens the box.' })
@Access('SIGNED_IN')
export class SecretCombiner {
  @Field(() => ID)
  id!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => String, { description: 'Its one-time key, base64url.' })
  oneTimeKey!: string;
  @Field(() => [ID], { description: 'Whose shares it has.' })
  sharesOf!: string[];
  @Field(() => [ResealedShare], { description: 'The shares, for that member alone; empty for everyone else.' })
  shares!: ResealedShare[];
  @Field(() => String, { nullable: true, description: 'SHA-256 of the result it posted.' })
  resultHash!: string | null;
}

@ObjectType({ description: 'How many ballots, or rows of that number, were counted as invalid, and why.' })
@Access('SIGNED_IN')
export class InvalidBallots {
  @Field(() => Int, { nullable: true, description: 'null where the whole ballot is invalid.' })
  row!: number | null;
  @Field(() => InvalidReason)
  reason!: InvalidReasonName;
  @Field(() => Int)
  ballots!: number;
}

@ObjectType({ description: 'What a member of its tally committee sees of a secret poll.' })
@Access('SIGNED_IN')
export class SecretCommittee {
  @Field(() => ID)
  pollId!: string;
  @Field(() => ID, { description: 'The caller’s own seat.' })
  seatId!: string;
  @Field(() => Boolean)
  head!: boolean;
  @Field(() => Int)
  needed!: number;
  @Field(() => [CommitteeDevice])
  devices!: CommitteeDevice[];
  @Field(() => SecretShare, { nullable: true })
  myShare!: SecretShare | null;
  @Field(() => [String], { description: 'After the closing: the shuffled box, base64url.' })
  box!: string[];
  @Field(() => [SecretCombiner], { description: 'The latest first.' })
  combiners!: SecretCombiner[];
  @Field(() => Boolean, { description: 'Two members found the same; it is counted.' })
  agreed!: boolean;
  @Field(() => [InvalidBallots], { description: 'Once it is counted.' })
  invalid!: InvalidBallots[];
}
