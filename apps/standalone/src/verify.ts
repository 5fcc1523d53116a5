/** `nghitruong export` and `nghitruong verify`: a poll's whole record, and its proof without a network. */
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import { exportPoll, sessions, verifyExport } from '@nghitruong/sessions';
import { withDatabase } from './database.js';

/** Reads a poll of an edition, whether it is running or at rest. */
export function exportFrom(data: string, pollId: string): Promise<unknown> {
  return withDatabase(data, async ({ url }) => {
    const source = await openDatabase(sessions.owner, { url: url(runningRole(sessions.owner.schema)), poolSize: 1 });
    try {
      return await exportPoll(source.manager, pollId);
    } finally {
      await source.destroy();
    }
  });
}

/** Prints what was recomputed; false where anything differs. */
export function verifyFile(text: string): boolean {
  const report = verifyExport(JSON.parse(text) as never);
  for (const check of report.checks) process.stdout.write(`${check.ok ? '✓' : '✗'} ${check.vi}\n  ${check.en}\n`);
  process.stdout.write(
    report.ok ? '✓ Hồ sơ khớp / The record holds\n' : '✗ Hồ sơ KHÔNG khớp / The record does NOT hold\n',
  );
  return report.ok;
}
