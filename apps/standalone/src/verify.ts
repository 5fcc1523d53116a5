/** `nghitruong export` and `nghitruong verify`: a poll's whole record, and its proof without a network. */
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import {
  exportPoll,
  listExportable,
  sessions,
  verifyExport,
  type ExportablePoll,
  type PollExport,
} from '@nghitruong/sessions';
import { readFileSync } from 'node:fs';
import type { EntityManager } from 'typeorm';
import { Sentence } from './data-folder.js';
import { withDatabase } from './database.js';

/** Reads from the sessions of an edition, whether it is running or at rest. */
function read<T>(data: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return withDatabase(data, async ({ url }) => {
    const source = await openDatabase(sessions.owner, { url: url(runningRole(sessions.owner.schema)), poolSize: 1 });
    try {
      return await work(source.manager);
    } finally {
      await source.destroy();
    }
  });
}

/** @throws Fault NOT_FOUND */
export const exportFrom = (data: string, pollId: string): Promise<unknown> =>
  read(data, (manager) => exportPoll(manager, pollId));

export const pollsOf = (data: string): Promise<ExportablePoll[]> => read(data, listExportable);

/** Prints what was recomputed; false where anything differs. @throws Sentence where the file is no export */
export function verifyFile(file: string): boolean {
  const report = verifyExport(exportIn(file));
  for (const check of report.checks) process.stdout.write(`${check.ok ? '✓' : '✗'} ${check.vi}\n  ${check.en}\n`);
  process.stdout.write(
    report.ok ? '✓ Hồ sơ khớp / The record holds\n' : '✗ Hồ sơ KHÔNG khớp / The record does NOT hold\n',
  );
  return report.ok;
}

function exportIn(file: string): PollExport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PollExport;
  } catch {
    throw new Sentence(
      `Tệp ${file} không đọc được hoặc không phải hồ sơ do «nghitruong export» xuất ra. Chưa kiểm tra gì.`,
      `The file ${file} cannot be read or is no record that “nghitruong export” wrote. Nothing was checked.`,
    );
  }
}
