/**
 * What is loaded: the real units and rule sets always; invented delegates,
 * petitioners and votes only for a demonstration, and marked as such.
 * Everything here may run again and changes nothing the second time.
 */
import type { DataSource } from 'typeorm';
import { digitalTransformation, seedDemonstration as seedDx } from '@nghitruong/digital-transformation';
import {
  directory,
  seedDemonstration as seedDirectoryDemonstration,
  seedDirectory,
  seedLoadCouncil,
} from '@nghitruong/directory';
import { emulation, seedDemonstration as seedEmulation } from '@nghitruong/emulation';
import { demonstrationPins } from './links.js';
import { identityOwner, seedDemonstrationPins } from '@nghitruong/identity';
import { ANONYMOUS } from '@nghitruong/kit/auth';
import { systemClock, systemIds, type Context } from '@nghitruong/kit/context';
import { openDatabase, runningRole, type OwnerDefinition } from '@nghitruong/kit/database';
import type { Log } from '@nghitruong/kit/log';
import { petitions, seedDemonstration as seedPetitions } from '@nghitruong/petitions';
import { seedDemonstration as seedSessions, seedImplementation, sessions } from '@nghitruong/sessions';
import { seedDemonstration as seedSupervision, supervision } from '@nghitruong/supervision';

export function systemContext(log: Log): Context {
  const ids = systemIds(systemClock);
  return { actor: ANONYMOUS, clock: systemClock, ids, log, lang: 'vi', correlationId: ids.next(), loaders: new Map() };
}

export async function seedAll(options: {
  urls: (role: string) => string;
  secret: (purpose: string) => string;
  demonstration: boolean;
  load: number;
  plugins: readonly string[];
  log: Log;
}): Promise<void> {
  const ctx = systemContext(options.log);
  const as = async (
    owner: OwnerDefinition,
    work: (source: DataSource, ctx: Context) => Promise<unknown>,
  ): Promise<void> => {
    const source = await openDatabase(owner, {
      url: options.urls(runningRole(owner.schema)),
      poolSize: 2,
      log: options.log,
    });
    try {
      await work(source, ctx);
    } finally {
      await source.destroy();
    }
  };
  await as(directory.owner, seedDirectory);
  if (!options.demonstration) return;
  await as(directory.owner, seedDirectoryDemonstration);
  if (options.load) await as(directory.owner, (source) => seedLoadCouncil(source, ctx, options.load));
  await as(sessions.owner, seedSessions);
  await as(sessions.owner, seedImplementation);
  await as(petitions.owner, seedPetitions);
  await as(supervision.owner, seedSupervision);
  await as(digitalTransformation.owner, seedDx);
  if (options.plugins.includes('emulation')) await as(emulation.owner, seedEmulation);
  await as(identityOwner, (source) =>
    seedDemonstrationPins(source, ctx, demonstrationPins(options.secret), options.secret('identity')),
  );
}
