/**
 * The wiring of sessions: which nouns there are and who is given what.
 *
 * Plain constructors, in the order of need; no container.
 */
import { isUuid } from '@nghitruong/kit/context';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { AgendaItem } from './agenda/agenda-item.entity.js';
import { AgendaService } from './agenda/agenda.service.js';
import { AttendanceResolver } from './attendance/attendance.resolver.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { BallotBox } from './ballot/ballot-box.service.js';
import { ballotMetrics } from './ballot/ballot.metrics.js';
import { BallotResolver } from './ballot/ballot.resolver.js';
import { MyBallotsService } from './ballot/my-ballots.service.js';
import { ChamberLive } from './chamber/chamber.live.js';
import { ChamberResolver } from './chamber/chamber.resolver.js';
import { ChamberService } from './chamber/chamber.service.js';
import { DeviceService } from './chamber/device.service.js';
import { timed, wallMetrics } from './chamber/wall.metrics.js';
import { Commitment } from './commitment/commitment.entity.js';
import { CommitmentResolver, PublicBodyCommitmentsResolver } from './commitment/commitment.resolver.js';
import { Correction } from './correction/correction.entity.js';
import { CorrectionResolver } from './correction/correction.resolver.js';
import { CorrectionService } from './correction/correction.service.js';
import { errors } from './errors.js';
import { Interpellation, InterpellationGroup } from './interpellation/interpellation.entity.js';
import {
  InterpellationResolver,
  PublicBodyInterpellationsResolver,
  SittingInterpellationsResolver,
  visibleInterpellation,
} from './interpellation/interpellation-reading.resolver.js';
import { InterpellationCommandResolver } from './interpellation/interpellation.resolver.js';
import { InterpellationService } from './interpellation/interpellation.service.js';
import { Minutes, MinutesSentence } from './minutes/minutes.entity.js';
import { MinutesResolver, SittingMinutesResolver } from './minutes/minutes.resolver.js';
import { MinutesService } from './minutes/minutes.service.js';
import { Sitting1700000000001 } from './migrations/1700000000001-sitting.js';
import { SittingPlace1700000000710 } from './migrations/1700000000710-sitting-place.js';
import { Poll1700000000002 } from './migrations/1700000000002-poll.js';
import { PollKinds1700000000100 } from './migrations/1700000000100-poll-kinds.js';
import { Minutes1700000000503 } from './migrations/1700000000503-minutes.js';
import { Interpellation1700000000502 } from './migrations/1700000000502-interpellation.js';
import { Speaking1700000000501 } from './migrations/1700000000501-speaking.js';
import { SecretSeal1700000000735 } from './migrations/1700000000735-secret-seal.js';
import { SecretBallot1700000000300 } from './migrations/1700000000300-secret-ballot.js';
import { Visibility1700000000500 } from './migrations/1700000000500-visibility.js';
import { TallyCommittee1700000000200 } from './migrations/1700000000200-tally-committee.js';
import { Resolution1700000000600 } from './migrations/1700000000600-resolution.js';
import { ManualPoll1700000000210 } from './migrations/1700000000210-manual-poll.js';
import { Correction1700000000230 } from './migrations/1700000000230-correction.js';
import { Nomination1700000000220 } from './migrations/1700000000220-nomination.js';
import { Presiding1700000000730 } from './migrations/1700000000730-presiding.js';
import { PresidingResolver, SittingPresidingResolver } from './presiding/presiding.resolver.js';
import { PresidingService } from './presiding/presiding.service.js';
import { Guest } from './guest/guest.entity.js';
import { GuestResolver, SittingGuestsResolver } from './guest/guest.resolver.js';
import { GuestService } from './guest/guest.service.js';
import { BroadcastResolver, SittingBroadcastResolver } from './sitting/broadcast.resolver.js';
import { BroadcastService } from './sitting/broadcast.service.js';
import { ConfidenceRequest1700000000770 } from './migrations/1700000000770-confidence-request.js';
import { RatingSteps1700000000750 } from './migrations/1700000000750-rating-steps.js';
import { Absence1700000000740 } from './migrations/1700000000740-absence.js';
import { CommentResolver } from './comment/comment.resolver.js';
import { CommentService } from './comment/comment.service.js';
import { Comment1700000000760 } from './migrations/1700000000760-comment.js';
import { InUse1700000000780 } from './migrations/1700000000780-in-use.js';
import { ConfirmingResolution1700000000800 } from './migrations/1700000000800-confirming-resolution.js';
import { CastingSide1700000000810 } from './migrations/1700000000810-casting-side.js';
import { AbsenceRequest } from './absence/absence.entity.js';
import { AbsenceResolver, CouncilAbsencesResolver, SittingAbsencesResolver } from './absence/absence.resolver.js';
import { AbsenceService } from './absence/absence.service.js';
import { Board1700000000720 } from './migrations/1700000000720-board.js';
import { BoardResolver, PublicBodyMeetingsResolver, SittingBoardResolver } from './board/board.resolver.js';
import { BoardService } from './board/board.service.js';
import { CandidateListService } from './nomination/candidate-list.service.js';
import { CandidateList, Nomination } from './nomination/nomination.entity.js';
import {
  NominationResolver,
  PollElectionResolver,
  SittingCandidateListsResolver,
} from './nomination/nomination.resolver.js';
import { ResolutionTarget1700000000601 } from './migrations/1700000000601-resolution-target.js';
import { ResolutionImport1700000000602 } from './migrations/1700000000602-resolution-import.js';
import { PollSheetResolver, SessionPackageResolver, SittingSheetResolver } from './papers/papers.resolver.js';
import { SessionPackageService } from './papers/session-package.service.js';
import { SheetService } from './papers/sheet.service.js';
import { PollCommandResolver } from './poll/poll-command.resolver.js';
import { PollKeeper, LEASE_SECONDS } from './poll/poll-keeper.service.js';
import { Poll, PollRow, PollRuling } from './poll/poll.entity.js';
import { currentPoll } from './poll/poll.live.js';
import {
  AgendaItemOutcomeResolver,
  CouncilPollResolver,
  PollResolver,
  SittingPollsResolver,
  visiblePoll,
} from './poll/poll.resolver.js';
import { PollSuccession } from './poll/poll-succession.service.js';
import { PollService } from './poll/poll.service.js';
import { joinRoll, leaveRoll } from './poll/roll.service.js';
import { SpeakerRequest } from './speaking/speaker-request.entity.js';
import { SittingSpeechesResolver, SpeakerRequestResolver, SpeakingResolver } from './speaking/speaking.resolver.js';
import { SpeakingService } from './speaking/speaking.service.js';
import { AdoptionService } from './resolution/adoption.service.js';
import { ResolutionCommandResolver } from './resolution/resolution-command.resolver.js';
import { ResolutionRelationService } from './resolution/resolution-relation.service.js';
import { Resolution } from './resolution/resolution.entity.js';
import {
  AgendaItemResolutionResolver,
  CouncilResolutionsResolver,
  PollDocumentResolver,
  ResolutionRelationResolver,
  ResolutionResolver,
  ResolutionVerificationResolver,
  visibleResolution,
} from './resolution/resolution.resolver.js';
import { ResolutionService } from './resolution/resolution.service.js';
import { PollSecrecyResolver, SecretCastResolver, SecretKeyResolver } from './secret-box/secret-box.resolver.js';
import { SecretBox } from './secret-box/secret-box.service.js';
import { SecretDecisionService } from './secret-box/secret-decision.service.js';
import { secretGuard, SecretKeyService } from './secret-box/secret-key.service.js';
import { SecretOpeningService } from './secret-box/secret-opening.service.js';
import { ResolutionImportResolver } from './resolution-import/resolution-import.resolver.js';
import { ResolutionImportService } from './resolution-import/resolution-import.service.js';
import { ResolutionTarget } from './resolution-target/resolution-target.entity.js';
import {
  PublicBodyTargetsResolver,
  ResolutionTargetResolver,
  ResolutionTargetsResolver,
} from './resolution-target/resolution-target.resolver.js';
import { ResolutionTargetService } from './resolution-target/resolution-target.service.js';
import { Preparation1700000000400 } from './migrations/1700000000400-preparation.js';
import { CouncilPreparationResolver, PreparationResolver } from './preparation/preparation.resolver.js';
import { PreparationService } from './preparation/preparation.service.js';
import { SessionRequest1700000000401 } from './migrations/1700000000401-session-request.js';
import { SessionRequest } from './session-request/request.entity.js';
import { CouncilRequestsResolver, SessionRequestResolver } from './session-request/request.resolver.js';
import { RatingResultService } from './session-request/rating-result.service.js';
import { RequestService } from './session-request/request.service.js';
import { Programme1700000000402 } from './migrations/1700000000402-programme.js';
import { LimitedPowersResolver } from './limited-powers/limited-powers.resolver.js';
import { ProgrammeResolver } from './agenda/programme.resolver.js';
import { ProgrammeService } from './agenda/programme.service.js';
import { Document1700000000403 } from './migrations/1700000000403-document.js';
import { DocumentListService } from './document/document-list.service.js';
import { SessionDocument } from './document/document.entity.js';
import {
  AgendaItemDocumentsResolver,
  DocumentResolver,
  SessionDocumentsResolver,
} from './document/document.resolver.js';
import { DocumentService } from './document/document.service.js';
import { SessionRatingResolver } from './rating/rating.resolver.js';
import { Session } from './session/session.entity.js';
import { CouncilSessionsResolver, SessionResolver } from './session/session.resolver.js';
import { settings } from './settings.js';
import { DemonstrationResolver } from './sitting/demonstration.resolver.js';
import { Sitting } from './sitting/sitting.entity.js';
import { SittingResolver } from './sitting/sitting-reading.resolver.js';
import { SittingPlanResolver } from './sitting/sitting-plan.resolver.js';
import { SittingPlanService } from './sitting/sitting-plan.service.js';
import { SittingCommandResolver } from './sitting/sitting.resolver.js';
import { SittingService } from './sitting/sitting.service.js';
import { VisibilityService } from './sitting/visibility.service.js';
import { TallyCommittee, TallyCommitteeMember } from './tally-committee/tally-committee.entity.js';
import {
  PollCertificationResolver,
  SittingTallyCommitteesResolver,
  TallyCommitteeResolver,
} from './tally-committee/tally-committee.resolver.js';
import { TallyCommitteeService } from './tally-committee/tally-committee.service.js';
import { TallySheet } from './tally-sheet/tally-sheet.entity.js';
import { PollManualResolver, TallySheetResolver } from './tally-sheet/tally-sheet.resolver.js';
import { TallySheetService } from './tally-sheet/tally-sheet.service.js';

export const sessions: SubgraphDefinition<typeof settings> = {
  name: 'sessions',
  owner: {
    schema: 'sessions',
    reads: ['directory'],
    readsWhereThere: ['identity'],
    entities: [
      Session,
      Sitting,
      AgendaItem,
      AbsenceRequest,
      Guest,
      Commitment,
      Poll,
      PollRow,
      PollRuling,
      TallyCommittee,
      TallyCommitteeMember,
      SpeakerRequest,
      Resolution,
      TallySheet,
      CandidateList,
      Nomination,
      ResolutionTarget,
      Correction,
      SessionRequest,
      SessionDocument,
      Interpellation,
      InterpellationGroup,
      Minutes,
      MinutesSentence,
    ],
    migrations: [
      Sitting1700000000001,
      Poll1700000000002,
      PollKinds1700000000100,
      TallyCommittee1700000000200,
      ManualPoll1700000000210,
      Nomination1700000000220,
      Correction1700000000230,
      SecretBallot1700000000300,
      Preparation1700000000400,
      SessionRequest1700000000401,
      Programme1700000000402,
      Document1700000000403,
      Visibility1700000000500,
      Speaking1700000000501,
      Interpellation1700000000502,
      Minutes1700000000503,
      Resolution1700000000600,
      ResolutionTarget1700000000601,
      ResolutionImport1700000000602,
      SittingPlace1700000000710,
      Board1700000000720,
      Presiding1700000000730,
      SecretSeal1700000000735,
      Absence1700000000740,
      RatingSteps1700000000750,
      Comment1700000000760,
      ConfidenceRequest1700000000770,
      InUse1700000000780,
      ConfirmingResolution1700000000800,
      CastingSide1700000000810,
    ],
  },
  source: {
    resolvers: [
      SessionResolver,
      CouncilSessionsResolver,
      SittingResolver,
      SittingCommandResolver,
      SittingPlanResolver,
      AttendanceResolver,
      ChamberResolver,
      SpeakerRequestResolver,
      SittingSpeechesResolver,
      SpeakingResolver,
      InterpellationResolver,
      SittingInterpellationsResolver,
      PublicBodyInterpellationsResolver,
      InterpellationCommandResolver,
      SittingMinutesResolver,
      MinutesResolver,
      PollResolver,
      PollCommandResolver,
      SittingPollsResolver,
      CouncilPollResolver,
      AgendaItemOutcomeResolver,
      BallotResolver,
      TallyCommitteeResolver,
      PollCertificationResolver,
      SittingTallyCommitteesResolver,
      TallySheetResolver,
      PollManualResolver,
      NominationResolver,
      SittingCandidateListsResolver,
      PollElectionResolver,
      SecretCastResolver,
      SecretKeyResolver,
      PollSecrecyResolver,
      CorrectionResolver,
      DemonstrationResolver,
      CommitmentResolver,
      PublicBodyCommitmentsResolver,
      ResolutionResolver,
      ResolutionRelationResolver,
      ResolutionVerificationResolver,
      ResolutionCommandResolver,
      CouncilResolutionsResolver,
      PollDocumentResolver,
      AgendaItemResolutionResolver,
      ResolutionTargetResolver,
      ResolutionTargetsResolver,
      PublicBodyTargetsResolver,
      ResolutionImportResolver,
      CommentResolver,
      PollSheetResolver,
      SittingSheetResolver,
      SessionPackageResolver,
      PreparationResolver,
      SessionRatingResolver,
      CouncilPreparationResolver,
      SessionRequestResolver,
      CouncilRequestsResolver,
      ProgrammeResolver,
      LimitedPowersResolver,
      AbsenceResolver,
      SittingAbsencesResolver,
      CouncilAbsencesResolver,
      PresidingResolver,
      SittingPresidingResolver,
      GuestResolver,
      SittingGuestsResolver,
      BroadcastResolver,
      SittingBroadcastResolver,
      BoardResolver,
      SittingBoardResolver,
      PublicBodyMeetingsResolver,
      DocumentResolver,
      SessionDocumentsResolver,
      AgendaItemDocumentsResolver,
    ],
    orphanedTypes: [ResolutionTarget, Commitment, Interpellation],
  },
  settings,
  errors,
  async wire(runtime) {
    const { dataSource, bus, clock, log, secret } = runtime;
    // Whoever commits says so; the live chamber itself is made from all of them, further down.
    const hints = { changed: (sittingId: string): void => live.changed(sittingId) };

    const sittings = new SittingService(dataSource, hints);
    const agenda = new AgendaService(sittings);
    const attendance = new AttendanceService(dataSource, sittings, hints, { secret });
    const preparation = new PreparationService(dataSource);
    const boards = new BoardService(dataSource);
    const guests = new GuestService(dataSource, sittings);
    const absences = new AbsenceService(dataSource, sittings, attendance, hints);
    const requests = new RequestService(dataSource, secret);
    const programmes = new ProgrammeService(dataSource, hints);
    const documents = new DocumentService(dataSource, preparation);
    const documentLists = new DocumentListService(dataSource);
    const wall = wallMetrics(runtime.metrics);
    const devices = new DeviceService(dataSource, sittings, wall);
    const presentSeatIds = attendance.presentSeatIds.bind(attendance);
    const opening = { allowUnsafeStorage: runtime.settings.ALLOW_UNSAFE_STORAGE };
    const keeper = new PollKeeper({
      dataSource,
      log,
      systemContext: runtime.systemContext,
      presentSeatIds,
      changed: hints.changed,
    });
    const polls = new PollService(dataSource, sittings, attendance, {
      ...opening,
      changed: hints.changed,
      wake: () => keeper.wake(),
      // Paper needs nobody’s leave; on devices the council decides (R-VOT-20), and it is asked when the poll becomes ready.
      acceptForm: () => undefined,
      guard: secretGuard,
    });
    const succession = new PollSuccession(dataSource, polls);
    const speaking = new SpeakingService(dataSource, sittings, attendance, hints.changed);
    const resolutions = new ResolutionService(dataSource);
    const relations = new ResolutionRelationService(dataSource, resolutions);
    const targets = new ResolutionTargetService(dataSource);
    const papers = new SheetService(dataSource);
    polls.guard(new AdoptionService());
    polls.guard(new RatingResultService());
    attendance.onArrival(joinRoll);
    attendance.onLeave(leaveRoll);
    const box = new BallotBox({
      url: String((dataSource.options as { url?: string }).url),
      schema: 'sessions',
      secret,
      log,
      connections: runtime.settings.BALLOT_CONNECTIONS,
      metrics: ballotMetrics(runtime.metrics),
      recorded: (sittingId) => wall.committed(sittingId),
      changed: hints.changed,
      settle: (pollId) => keeper.settle(pollId),
      leaseSeconds: LEASE_SECONDS,
    });

    const sheets = new TallySheetService(dataSource, sittings, polls, hints.changed);
    const lists = new CandidateListService(dataSource, sittings, polls, hints.changed);
    const committees = new TallyCommitteeService(dataSource, sittings, polls, hints.changed);

    const secretBox = new SecretBox({
      url: String((dataSource.options as { url?: string }).url),
      schema: 'sessions',
      log,
      now: () => clock.now().getTime(),
      changed: hints.changed,
      settle: (pollId) => keeper.settle(pollId),
      leaseSeconds: LEASE_SECONDS,
    });
    const secretKeys = new SecretKeyService(dataSource, hints.changed);
    const secretOpening = new SecretOpeningService(dataSource, hints.changed);

    const chambers = new ChamberService(dataSource, clock, sittings, agenda, devices, { currentPoll });
    const live = new ChamberLive(bus, clock, log, timed(chambers, wall));

    // What was left alone while no process was alive is put right before anything is served.
    await keeper.start();

    const byId = <T extends { id: string }>(entity: new () => T, id: unknown): Promise<T | null> =>
      isUuid(String(id))
        ? dataSource.getRepository(entity).findOneBy({ id: String(id) } as never)
        : Promise.resolve(null);

    return {
      instances: [
        new SessionResolver(dataSource),
        new CouncilSessionsResolver(dataSource),
        new PreparationResolver(preparation),
        new SessionRatingResolver(dataSource),
        new CouncilPreparationResolver(preparation),
        new SessionRequestResolver(requests),
        new CouncilRequestsResolver(requests),
        new ProgrammeResolver(programmes),
        new LimitedPowersResolver(dataSource, programmes),
        new DocumentResolver(documents, documentLists),
        new SessionDocumentsResolver(documentLists),
        new AgendaItemDocumentsResolver(documentLists),
        new SittingResolver(dataSource),
        new SittingCommandResolver(sittings, agenda, new VisibilityService(sittings), chambers),
        new SittingPlanResolver(new SittingPlanService(dataSource, sittings, hints)),
        new AttendanceResolver(dataSource, sittings, attendance, clock, {
          secret,
          validMinutes: runtime.settings.CHECK_IN_CODE_MINUTES,
        }),
        new ChamberResolver(chambers, devices),
        new SpeakerRequestResolver(),
        new SittingSpeechesResolver(dataSource),
        new SpeakingResolver(speaking, chambers),
        new InterpellationResolver(dataSource),
        new SittingInterpellationsResolver(dataSource),
        new PublicBodyInterpellationsResolver(dataSource),
        new SittingMinutesResolver(dataSource),
        new MinutesResolver(dataSource, new MinutesService(dataSource, sittings)),
        new InterpellationCommandResolver(
          new InterpellationService(dataSource, sittings, speaking, hints.changed),
          chambers,
        ),
        new PollResolver(dataSource, opening),
        new PollCommandResolver(polls, succession),
        new SittingPollsResolver(dataSource),
        new CouncilPollResolver(dataSource),
        new AgendaItemOutcomeResolver(dataSource),
        new BallotResolver(dataSource, box, new MyBallotsService(dataSource, secret)),
        new TallyCommitteeResolver(committees),
        new PollCertificationResolver(dataSource),
        new SittingTallyCommitteesResolver(committees),
        new TallySheetResolver(sheets, succession),
        new PollManualResolver(dataSource),
        new NominationResolver(lists),
        new SittingCandidateListsResolver(lists),
        new PollElectionResolver(dataSource),
        new SecretCastResolver(dataSource, secretBox, runtime.settings.SECRET_PIN_SECONDS),
        new SecretKeyResolver(new SecretDecisionService(dataSource), secretKeys, secretOpening),
        new PollSecrecyResolver(dataSource, secretOpening),
        new CorrectionResolver(dataSource, new CorrectionService(dataSource, polls, hints.changed)),
        new DemonstrationResolver(dataSource),
        new CommitmentResolver(dataSource),
        new PublicBodyCommitmentsResolver(dataSource),
        new ResolutionResolver(dataSource, relations),
        new ResolutionRelationResolver(dataSource),
        new ResolutionVerificationResolver(),
        new ResolutionCommandResolver(resolutions, relations),
        new CouncilResolutionsResolver(dataSource, relations),
        new PollDocumentResolver(dataSource),
        new AgendaItemResolutionResolver(dataSource),
        new ResolutionTargetResolver(dataSource, targets),
        new ResolutionTargetsResolver(targets),
        new PublicBodyTargetsResolver(targets),
        new ResolutionImportResolver(new ResolutionImportService(dataSource)),
        new CommentResolver(
          dataSource,
          new CommentService(dataSource, resolutions, runtime.settings.COMMENTS_PER_HOUR),
        ),
        new AbsenceResolver(absences),
        new SittingAbsencesResolver(absences),
        new CouncilAbsencesResolver(absences),
        new PresidingResolver(new PresidingService(sittings), chambers),
        new SittingPresidingResolver(dataSource),
        new GuestResolver(guests),
        new SittingGuestsResolver(guests),
        new BroadcastResolver(new BroadcastService(sittings), chambers),
        new SittingBroadcastResolver(dataSource),
        new BoardResolver(boards),
        new SittingBoardResolver(dataSource),
        new PublicBodyMeetingsResolver(boards),
        new PollSheetResolver(papers),
        new SittingSheetResolver(papers),
        new SessionPackageResolver(new SessionPackageService(dataSource)),
      ],
      references: {
        Session: ({ id }) => byId(Session, id),
        Sitting: ({ id }) => byId(Sitting, id),
        AgendaItem: ({ id }, ctx) => agenda.itemFor(dataSource.manager, ctx, String(id)),
        Commitment: ({ id }) => byId(Commitment, id),
        ResolutionTarget: ({ id }) => byId(ResolutionTarget, id),
        Resolution: ({ id }, ctx) => visibleResolution(dataSource, ctx, { id: String(id) }),
        Interpellation: async ({ id }, ctx) => visibleInterpellation(dataSource, ctx, await byId(Interpellation, id)),
        Poll: ({ id }, ctx) => visiblePoll(dataSource, ctx, String(id)),
      },
      subscriptions: { chamber: ({ sittingId }) => live.subscribe(String(sittingId)) },
      dispose: async () => {
        await box.close();
        await secretBox.close();
        await keeper.stop();
        await live.dispose();
      },
    };
  },
};
