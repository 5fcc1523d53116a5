/** The summary of comments: for the dossier of the draft, and for the open data of its session. Nobody's name stands in it. */
import type { Context } from '@nghitruong/kit/context';
import { dayText } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import type { SheetFile, SheetFormatName } from '../papers/sheet-file.entity.js';
import { count, type Sheet } from '../papers/sheet.rules.js';
import { fileOf } from '../papers/sheet.service.js';
import type { Resolution } from '../resolution/resolution.entity.js';
import type { DraftComment } from './comment.entity.js';
import { periodOf, publishedOf, type PeriodRow } from './comment.service.js';

const OUTCOME = { ANSWERED: 'Giải trình', ACCEPTED: 'Tiếp thu', NOT_ACCEPTED: 'Không tiếp thu' } as const;

export async function commentsSheetOf(
  manager: EntityManager,
  ctx: Context,
  resolution: Resolution,
  format: SheetFormatName,
): Promise<SheetFile | null> {
  const period = await periodOf(manager, resolution.id);
  if (!period) return null;
  const [council] = (await manager.query('SELECT name FROM directory.published_council_v1 WHERE council_id = $1', [
    resolution.councilId,
  ])) as { name: string }[];
  const comments = await publishedOf(manager, resolution.id);
  return fileOf(sheetOf(council?.name ?? resolution.councilId, resolution, period, comments, ctx.clock.now()), format);
}

function sheetOf(
  council: string,
  { title, illustrative }: Resolution,
  period: PeriodRow,
  comments: readonly DraftComment[],
  at: Date,
): Sheet {
  const of = (outcome: DraftComment['outcome']): string => String(comments.filter((c) => c.outcome === outcome).length);
  return {
    name: 'tong-hop-y-kien',
    council,
    heading: 'TỔNG HỢP Ý KIẾN GÓP Ý DỰ THẢO',
    subject: title,
    facts: [
      ['Thời gian lấy ý kiến', `${dayText(period.openedOn)} – ${dayText(period.closesOn)}`],
      ...(period.shortReason ? [['Lý do rút ngắn', period.shortReason] as const] : []),
      ['Số ý kiến đã công bố', String(comments.length)],
      ['Tiếp thu, giải trình, không tiếp thu', `${of('ACCEPTED')}, ${of('ANSWERED')}, ${of('NOT_ACCEPTED')}`],
      ['Chưa trả lời', of(null)],
    ],
    verdict: null,
    notes: ['Thông tin cá nhân của người góp ý không được công bố.'],
    tables: [
      {
        name: 'Ý kiến',
        columns: [
          { label: 'Số', width: 0.6, right: true },
          { label: 'Ngày', width: 1.4 },
          { label: 'Nội dung góp ý', width: 5 },
          { label: 'Kết quả', width: 1.6 },
          { label: 'Trả lời', width: 5 },
        ],
        rows: comments.map((c) => [
          count(c.number),
          dayText(c.submittedOn),
          c.text,
          c.outcome ? OUTCOME[c.outcome] : 'Chưa trả lời',
          c.reply ?? '',
        ]),
      },
    ],
    signatures: ['Thư ký kỳ họp'],
    foot: title,
    illustrative,
    at,
  };
}

/** As the package of a session holds them; null where the draft was never opened. */
export async function commentsFor(
  manager: EntityManager,
  resolutionId: string,
): Promise<{ period: PeriodRow; comments: DraftComment[] } | null> {
  const period = await periodOf(manager, resolutionId);
  return period && { period, comments: await publishedOf(manager, resolutionId) };
}
