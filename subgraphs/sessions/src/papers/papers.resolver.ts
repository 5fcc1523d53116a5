/** The door of papers. A result sheet is everyone's once the result is; before, and the list of names, the desk's. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Poll } from '../poll/poll.entity.js';
import { Session } from '../session/session.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import { Sitting } from '../sitting/sitting.entity.js';
import type { SessionPackageService } from './session-package.service.js';
import { SheetFile, SheetFormat, type SheetFormatName } from './sheet-file.entity.js';
import type { SheetService } from './sheet.service.js';

const Format = () => Arg('format', () => SheetFormat);

@Resolver(() => Poll)
export class PollSheetResolver {
  constructor(private readonly sheets: SheetService) {}

  @FieldResolver(() => SheetFile, {
    nullable: true,
    description:
      'The result sheet: everyone’s once it is published, before that and annulled the desk’s; null where it is neither.',
  })
  @Access('EVERYONE')
  async sheet(@Root() poll: Poll, @Format() format: SheetFormatName, @Ctx() ctx: Context): Promise<SheetFile | null> {
    const desk = actsAs(ctx.actor, { id: poll.sittingId, councilId: poll.councilId }, ['CHAIR', 'SESSION_SECRETARY']);
    return poll.state === 'PUBLISHED' || desk ? this.sheets.result(poll, format) : null;
  }
}

@Resolver(() => Sitting)
export class SittingSheetResolver {
  constructor(private readonly sheets: SheetService) {}

  @FieldResolver(() => SheetFile, { nullable: true, description: 'The attendance of the sitting, as it stands.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  attendanceSheet(@Root() sitting: Sitting, @Format() format: SheetFormatName): Promise<SheetFile> {
    return this.sheets.attendance(sitting, format);
  }
}

@Resolver(() => Session)
export class SessionPackageResolver {
  constructor(private readonly packages: SessionPackageService) {}

  @FieldResolver(() => SheetFile, {
    nullable: true,
    description: 'Everything public of the session as one ZIP with the hash of each file: to be put on the portal.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  openDataPackage(@Root() session: Session): Promise<SheetFile> {
    return this.packages.of(session);
  }
}
