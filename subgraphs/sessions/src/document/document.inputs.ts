import { Field, ID, InputType, Int } from 'type-graphql';
import { Classification } from './document.entity.js';
import type { ClassificationName } from './document.rules.js';

@InputType()
export class AddDocumentInput {
  @Field(() => ID)
  sessionId!: string;
  @Field(() => ID, { nullable: true })
  agendaItemId?: string | null;
  @Field(() => String)
  title!: string;
  @Field(() => Classification)
  classification!: ClassificationName;
  @Field(() => Boolean, { description: 'The desk says that it holds a state secret: then it is refused.' })
  stateSecret!: boolean;
}

@InputType({
  description: 'A new version to be uploaded in parts; it counts once all parts are there and its digest is right.',
})
export class BeginDocumentVersionInput {
  @Field(() => ID)
  documentId!: string;
  @Field(() => String)
  fileName!: string;
  @Field(() => String)
  mediaType!: string;
  @Field(() => Int)
  bytes!: number;
  @Field(() => String, { description: 'SHA-256 of the whole file, in hexadecimal.' })
  sha256!: string;
}

@InputType()
export class PutDocumentPartInput {
  @Field(() => ID)
  documentId!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => Int, { description: 'From 0; every part but the last holds 131,072 bytes.' })
  index!: number;
  @Field(() => String, { description: 'Base64.' })
  content!: string;
}
