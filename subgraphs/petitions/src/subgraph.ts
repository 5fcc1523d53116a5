/**
 * The wiring of petitions: which nouns there are and who is given what.
 */
import { createOutboxRelay } from '@nghitruong/kit/database';
import { CouncilRef, PublicBodyRef } from '@nghitruong/kit/obligation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { AuthorService } from './author/author.service.js';
import { errors } from './errors.js';
import { Petition1700000000001 } from './migrations/1700000000001-petition.js';
import { Petition, PetitionStep } from './petition/petition.entity.js';
import { PetitionResolver, PublicBodyPetitionsResolver } from './petition/petition.resolver.js';
import { PetitionService } from './petition/petition.service.js';
import { settings } from './settings.js';
import { VoterMeeting } from './voter-meeting/voter-meeting.entity.js';
import { PetitionMeetingResolver, VoterMeetingResolver } from './voter-meeting/voter-meeting.resolver.js';
import { VoterMeetingService } from './voter-meeting/voter-meeting.service.js';

export const petitions: SubgraphDefinition<typeof settings> = {
  name: 'petitions',
  owner: {
    schema: 'petitions',
    entities: [Petition, PetitionStep, VoterMeeting],
    migrations: [Petition1700000000001],
  },
  source: {
    resolvers: [PetitionResolver, PublicBodyPetitionsResolver, VoterMeetingResolver, PetitionMeetingResolver],
    orphanedTypes: [Petition, PublicBodyRef, CouncilRef],
  },
  settings,
  errors,
  wire({ dataSource, bus, log }) {
    const relay = createOutboxRelay(dataSource, bus, log);
    const authors = new AuthorService(dataSource);
    const service = new PetitionService(dataSource, authors, relay.wake);
    const meetings = new VoterMeetingService(dataSource);
    return {
      instances: [
        new PetitionResolver(service, authors),
        new PublicBodyPetitionsResolver(service),
        new VoterMeetingResolver(meetings, service),
        new PetitionMeetingResolver(meetings),
      ],
      references: {
        Petition: (reference, ctx) => service.byId(ctx, String(reference['id'])),
        VoterMeeting: (reference, ctx) => meetings.byId(ctx, String(reference['id'])),
      },
      dispose: () => relay.stop(),
    };
  },
};
