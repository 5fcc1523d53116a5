/** `nghitruong export` and `nghitruong verify`: a poll's whole record, and its proof without a network. */
import { join } from 'node:path';
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import { startEmbeddedPostgres } from '@nghitruong/kit/postgres';
import { exportPoll, sessions, verifyExport } from '@nghitruong/sessions';
import { openDataFolder } from './data-folder.js';
import { DATABASE } from './edition.js';

/** Reads a poll from a data folder whose edition is not running. */
export async function exportFrom(data: string, pollId: string): Promise<unknown> {
  const folder = openDataFolder(data, false);
  try {
    const postgres = await startEmbeddedPostgres({ folder: join(folder.path, 'postgres') });
    try {
      const role = runningRole(sessions.owner.schema);
      const source = await openDatabase(sessions.owner, { url: postgres.roleUrl(role, folder.secret(`role ${role}`), DATABASE), poolSize: 1 });
      try {
        return await exportPoll(source.manager, pollId);
      } finally {
        await source.destroy();
      }
    } finally {
      await postgres.stop();
    }
  } finally {
    folder.release();
  }
}

/** Prints what was recomputed; false where anything differs. */
export function verifyFile(text: string): boolean {
  const report = verifyExport(JSON.parse(text) as never);
  for (const check of report.checks) process.stdout.write(`${check.ok ? '✓' : '✗'} ${check.vi}\n  ${check.en}\n`);
  process.stdout.write(report.ok ? '✓ Hồ sơ khớp / The record holds\n' : '✗ Hồ sơ KHÔNG khớp / The record does NOT hold\n');
  return report.ok;
}
