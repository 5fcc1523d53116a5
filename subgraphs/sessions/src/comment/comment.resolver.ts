/** The door of comments: everyone writes and reads what is published, the desk opens, examines and answers. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs, type Page } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { SheetFile, SheetFormat, type SheetFormatName } from '../papers/sheet-file.entity.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Resolution } from '../resolution/resolution.entity.js';
import {
  CommentPeriod,
  CommentReceipt,
  DraftComment,
  DraftCommentConnection,
  ExamineCommentInput,
  OpenForCommentInput,
  ReceivedComment,
  ReceivedCommentConnection,
  ReplyToCommentInput,
  SubmitCommentInput,
} from './comment.entity.js';
import { earliestClose, isOpen } from './comment.rules.js';
import { commentsSheetOf } from './comment-sheet.service.js';
import { periodOf, rulesFor, type CommentService } from './comment.service.js';

const OpenForCommentResult = resultType('OpenForCommentResult', Resolution);
const SubmitCommentResult = resultType('SubmitCommentResult', CommentReceipt);
const ExamineCommentResult = resultType('ExamineCommentResult', ReceivedComment);
const ReplyToCommentResult = resultType('ReplyToCommentResult', ReceivedComment);

@Resolver(() => Resolution)
export class CommentResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly comments: CommentService,
  ) {}

  @FieldResolver(() => CommentPeriod, {
    nullable: true,
    description: 'When everyone may comment on the draft (RES-3).',
  })
  async commentPeriod(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<CommentPeriod | null> {
    const { manager } = this.dataSource;
    const period = await periodOf(manager, resolution.id);
    if (!period) return null;
    const earliest = earliestClose(await rulesFor(manager, resolution, period.openedOn), period.openedOn);
    const { value: _value, ...source } = earliest?.rule ?? { value: null };
    return Object.assign(new CommentPeriod(), period, {
      open:
        isOpen(period, localDay(ctx.clock.now())) && resolution.adoptedOn === null && resolution.state !== 'WITHDRAWN',
      earliestClose: earliest?.dueOn ?? null,
      reason: earliest ? Object.assign(new RuleReason(), source) : null,
    });
  }

  @FieldResolver(() => DraftCommentConnection, { description: 'Published comments with their answers, by number.' })
  publishedComments(@Root() resolution: Resolution, @Args(() => PageArgs) args: PageArgs): Promise<Page<DraftComment>> {
    return this.comments.published(resolution.id, args);
  }

  @FieldResolver(() => ReceivedCommentConnection, {
    nullable: true,
    description: 'All of them, those that wait first.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  receivedComments(
    @Root() resolution: Resolution,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ReceivedComment>> {
    return this.comments.received(resolution, args);
  }

  @FieldResolver(() => SheetFile, {
    nullable: true,
    description: 'The summary of comments and answers, for the dossier.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  commentsSheet(
    @Root() resolution: Resolution,
    @Arg('format', () => SheetFormat) format: SheetFormatName,
    @Ctx() ctx: Context,
  ): Promise<SheetFile | null> {
    return commentsSheetOf(this.dataSource.manager, ctx, resolution, format);
  }

  @Mutation(() => OpenForCommentResult, {
    description: 'The draft becomes everyone’s to read and to comment on until that day.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  openForComment(
    @Ctx() ctx: Context,
    @Arg('input', () => OpenForCommentInput) input: OpenForCommentInput,
  ): Promise<Resolution | Refused> {
    return orRefused(() => this.comments.open(ctx, input));
  }

  @Mutation(() => SubmitCommentResult, {
    description: 'A comment on a draft that is open; it is read before it is published.',
  })
  @Access('EVERYONE')
  submitComment(
    @Ctx() ctx: Context,
    @Arg('input', () => SubmitCommentInput) input: SubmitCommentInput,
  ): Promise<CommentReceipt | Refused> {
    return orRefused(() => this.comments.submit(ctx, input));
  }

  @Mutation(() => ExamineCommentResult, { description: 'Published, or withheld with the reason.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  examineComment(
    @Ctx() ctx: Context,
    @Arg('input', () => ExamineCommentInput) input: ExamineCommentInput,
  ): Promise<ReceivedComment | Refused> {
    return orRefused(() => this.comments.examine(ctx, input));
  }

  @Mutation(() => ReplyToCommentResult, { description: 'Answered, accepted, or not accepted and why; once.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  replyToComment(
    @Ctx() ctx: Context,
    @Arg('input', () => ReplyToCommentInput) input: ReplyToCommentInput,
  ): Promise<ReceivedComment | Refused> {
    return orRefused(() => this.comments.reply(ctx, input));
  }
}
