/**
 * Sheets: the one tally and the one roster, put on paper.
 *
 * Promises   every number on a sheet is the number that the API gives, for it
 *            is read by the same functions.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { countOf, rosterOf } from '../attendance/roster.service.js';
import { resultOf, votesOf } from '../poll/poll.live.js';
import type { Poll } from '../poll/poll.entity.js';
import type { Vote } from '../poll/poll-result.entity.js';
import { documentOf } from '../resolution/adoption.service.js';
import { wordsOf } from '../board/board.rules.js';
import { boardOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { sheetDocx } from './docx.service.js';
import { sheetPdf } from './pdf.service.js';
import { SheetFile, type SheetFormatName } from './sheet-file.entity.js';
import { attendanceSheet, resultSheet, type CountedPoll, type RosterRow, type Sheet } from './sheet.rules.js';
import { sheetXlsx } from './xlsx.service.js';

const DRAW = { PDF: sheetPdf, DOCX: sheetDocx, XLSX: sheetXlsx } as const;
const PAGE = 200;

export async function fileOf(sheet: Sheet, format: SheetFormatName): Promise<SheetFile> {
  return SheetFile.of(`${sheet.name}.${format.toLowerCase()}`, format, await DRAW[format](sheet));
}

/** The poll with its result, and its names where they may be told; null before it is counted. */
export async function countedPoll(manager: EntityManager, poll: Poll): Promise<CountedPoll | null> {
  const result = await resultOf(manager, poll);
  if (!result) return null;
  const ruling = poll.ruling('ANNULLED');
  return {
    of: wordsOf(await boardOf(manager, poll.councilId)),
    poll,
    documentHash: (await documentOf(manager, poll.id))?.textHash ?? null,
    annulment: ruling ? { basis: ruling.basis! } : null,
    result,
    rounding: poll.rule!.rounding,
    // What a delegate marked on rows is not one of the three choices: those names are told by the API only.
    votes:
      poll.state === 'PUBLISHED' && poll.form === 'PUBLIC' && result.rows.length === 0
        ? await everyVote(manager, poll)
        : null,
  };
}

async function everyVote(manager: EntityManager, poll: Poll): Promise<Vote[]> {
  const all: Vote[] = [];
  for (let after: string | null = null; ;) {
    const page = await votesOf(manager, poll, { first: PAGE, after });
    all.push(...page.edges.map((e) => e.node));
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor!;
  }
}

export class SheetService {
  constructor(private readonly dataSource: DataSource) {}

  async result(poll: Poll, format: SheetFormatName): Promise<SheetFile | null> {
    const { manager } = this.dataSource;
    const counted = await countedPoll(manager, poll);
    if (!counted) return null;
    const sitting = await manager.findOneByOrFail(Sitting, { id: poll.sittingId });
    return fileOf(resultSheet(sitting, counted), format);
  }

  async attendance(sitting: Sitting, format: SheetFormatName): Promise<SheetFile> {
    const { manager } = this.dataSource;
    const [roster, { total }] = [await rosterOf(manager, sitting), await countOf(manager, sitting)];
    return fileOf(
      attendanceSheet(sitting, roster as RosterRow[], total, wordsOf(await boardOf(manager, sitting.councilId))),
      format,
    );
  }
}
