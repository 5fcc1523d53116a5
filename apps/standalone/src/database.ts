/**
 * The edition's database for the other commands: of the edition that is
 * running on the folder, or of one that is at rest, started for the moment.
 */
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@nghitruong/kit/postgres';
import { openDataFolder, runningOn } from './data-folder.js';

export const DATABASE = 'nghitruong';

export interface EditionDatabase {
  /** The URL of any role. */
  url(role: string): string;
  readonly secret: (purpose: string) => string;
  /** The origin of the edition that is running; undefined at rest. */
  readonly origin?: string;
}

export async function withDatabase<T>(data: string, work: (database: EditionDatabase) => Promise<T>): Promise<T> {
  const running = runningOn(data);
  if (running) {
    const { postgresPort, secret, origin } = running;
    return work({
      secret,
      origin,
      url: (role) => `postgresql://${role}:${secret(`role ${role}`)}@127.0.0.1:${postgresPort}/${DATABASE}`,
    });
  }
  const folder = openDataFolder(data, false);
  try {
    const postgres = await startEmbeddedPostgres({ folder: join(folder.path, 'postgres') });
    try {
      return await work({
        secret: folder.secret,
        url: (role) => postgres.roleUrl(role, folder.secret(`role ${role}`), DATABASE),
      });
    } finally {
      await postgres.stop();
    }
  } finally {
    folder.release();
  }
}
