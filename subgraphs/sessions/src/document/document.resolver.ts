/** The door of documents: the desk adds, uploads and sends; delegates list, open and read. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Session } from '../session/session.entity.js';
import type { DocumentListService } from './document-list.service.js';
import { DocumentDelivery, DocumentSending, DocumentVersion, MyDelivery, SessionDocument } from './document.entity.js';
import { AddDocumentInput, BeginDocumentVersionInput, PutDocumentPartInput } from './document.inputs.js';
import type { DocumentService } from './document.service.js';

@ObjectType({ description: 'How far an upload has come.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class DocumentUpload {
  @Field(() => SessionDocument)
  document!: SessionDocument;
  @Field(() => Int)
  version!: number;
  @Field(() => Int, { description: 'Parts that are still missing; with none the version is whole and frozen.' })
  missing!: number;
}

const AddDocumentResult = resultType('AddDocumentResult', SessionDocument);
const SendDocumentResult = resultType('SendDocumentResult', SessionDocument);
const OpenDocumentResult = resultType('OpenDocumentResult', SessionDocument);
const BeginDocumentVersionResult = resultType('BeginDocumentVersionResult', DocumentUpload);
const PutDocumentPartResult = resultType('PutDocumentPartResult', DocumentUpload);

@Resolver(() => SessionDocument)
export class DocumentResolver {
  constructor(
    private readonly documents: DocumentService,
    private readonly lists: DocumentListService,
  ) {}

  @FieldResolver(() => [DocumentVersion], { description: 'Whole versions, the newest first.' })
  versions(@Root() document: SessionDocument): Promise<DocumentVersion[]> {
    return this.lists.versions(document);
  }

  @FieldResolver(() => DocumentSending, { nullable: true, description: 'Null until it was sent.' })
  sending(@Root() document: SessionDocument): Promise<DocumentSending | null> {
    return this.lists.sending(document);
  }

  @FieldResolver(() => [DocumentDelivery], { nullable: true, description: 'Sent and opened, delegate by delegate.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  deliveries(@Root() document: SessionDocument): Promise<DocumentDelivery[]> {
    return this.lists.deliveries(document);
  }

  @FieldResolver(() => MyDelivery, { nullable: true })
  @Access('EVERYONE')
  mine(@Root() document: SessionDocument, @Ctx() ctx: Context): Promise<MyDelivery | null> {
    return this.lists.mine(ctx, document);
  }

  @Query(() => String, {
    nullable: true,
    description: 'One part of a version, base64. Null where it is not the caller’s to read: a delegate opens it first.',
  })
  @Access('EVERYONE')
  documentPart(
    @Ctx() ctx: Context,
    @Arg('documentId', () => ID) documentId: string,
    @Arg('version', () => Int) version: number,
    @Arg('index', () => Int) index: number,
  ): Promise<string | null> {
    return this.documents.part(ctx, documentId, version, index);
  }

  @Mutation(() => AddDocumentResult, { description: 'State secrets are refused (R-PDP-04).' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  addDocument(
    @Ctx() ctx: Context,
    @Arg('input', () => AddDocumentInput) input: AddDocumentInput,
  ): Promise<SessionDocument | Refused> {
    return orRefused(() => this.documents.add(ctx, input));
  }

  @Mutation(() => BeginDocumentVersionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  beginDocumentVersion(
    @Ctx() ctx: Context,
    @Arg('input', () => BeginDocumentVersionInput) input: BeginDocumentVersionInput,
  ): Promise<DocumentUpload | Refused> {
    return orRefused(async () =>
      Object.assign(new DocumentUpload(), { missing: -1, ...(await this.documents.begin(ctx, input)) }),
    );
  }

  @Mutation(() => PutDocumentPartResult, { description: 'The same part may be put again; a whole version takes none.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  putDocumentPart(
    @Ctx() ctx: Context,
    @Arg('input', () => PutDocumentPartInput) input: PutDocumentPartInput,
  ): Promise<DocumentUpload | Refused> {
    return orRefused(async () =>
      Object.assign(new DocumentUpload(), { version: input.version, ...(await this.documents.put(ctx, input)) }),
    );
  }

  @Mutation(() => SendDocumentResult, {
    description: 'Sends the newest version to every delegate; after the last legal day only with the reason.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  sendDocument(
    @Ctx() ctx: Context,
    @Arg('documentId', () => ID) documentId: string,
    @Arg('lateReason', () => String, { nullable: true }) lateReason?: string | null,
  ): Promise<SessionDocument | Refused> {
    return orRefused(() => this.documents.send(ctx, documentId, lateReason ?? null));
  }

  @Mutation(() => OpenDocumentResult, { description: 'The caller opens what was sent to them: noted, then readable.' })
  @Access('DELEGATE', 'CHAIR')
  openDocument(
    @Ctx() ctx: Context,
    @Arg('documentId', () => ID) documentId: string,
  ): Promise<SessionDocument | Refused> {
    return orRefused(() => this.documents.open(ctx, documentId));
  }
}

@Resolver(() => Session)
export class SessionDocumentsResolver {
  constructor(private readonly lists: DocumentListService) {}

  @FieldResolver(() => [SessionDocument], {
    description: 'What the caller may see: the desk all, others what was sent.',
  })
  documents(@Root() session: Session, @Ctx() ctx: Context): Promise<SessionDocument[]> {
    return this.lists.of(ctx, { sessionId: session.id });
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemDocumentsResolver {
  constructor(private readonly lists: DocumentListService) {}

  @FieldResolver(() => [SessionDocument])
  documents(@Root() item: AgendaItem, @Ctx() ctx: Context): Promise<SessionDocument[]> {
    return this.lists.of(ctx, { agendaItemId: item.id });
  }

  @FieldResolver(() => Boolean, { description: 'A document of this item was sent after the last legal day.' })
  async lateDocuments(@Root() item: AgendaItem, @Ctx() ctx: Context): Promise<boolean> {
    const documents = await this.lists.of(ctx, { agendaItemId: item.id });
    return (await Promise.all(documents.map((d) => this.lists.sending(d)))).some((s) => s?.late);
  }
}
