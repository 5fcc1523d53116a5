/**
 * The demonstration of resolutions: an illustrative draft under each resolution
 * item of the sitting of today, with as many versions as the agenda says, and
 * two more that are still on their way to it.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { localDay } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { carryIds } from './resolution-text.rules.js';
import { addVersion, appendResolutionEvent } from './resolution.service.js';

interface Place {
  readonly councilId: string;
  readonly sessionId: string;
  readonly sittingId: string;
}

const VERIFIES = 'ban-kinh-te-ngan-sach';

/** What a version says, and what the next one changed. */
const textOf = (title: string, version: number): string[] => [
  title.replace(/^Dự thảo /, ''),
  version > 1
    ? `Điều 1. Thông qua nội dung theo tờ trình và báo cáo thẩm tra, đã tiếp thu ý kiến thảo luận.`
    : `Điều 1. Thông qua nội dung theo tờ trình của Ủy ban nhân dân thành phố.`,
  'Điều 2. Giao Ủy ban nhân dân thành phố tổ chức thực hiện.',
  ...(version > 2 ? ['Điều 3. Ủy ban nhân dân thành phố báo cáo kết quả thực hiện tại các kỳ họp thường lệ.'] : []),
  'Điều khoản thi hành. Thường trực Hội đồng nhân dân, các Ban và đại biểu giám sát việc thực hiện.',
];

const MORE: readonly (readonly [string, 'NORMATIVE' | 'INDIVIDUAL', string, boolean])[] = [
  [
    'Dự thảo Nghị quyết quy định mức hỗ trợ người hoạt động không chuyên trách ở thôn, tổ dân phố',
    'NORMATIVE',
    'so-noi-vu',
    true,
  ],
  [
    'Dự thảo Nghị quyết về chương trình giám sát của Hội đồng nhân dân năm sau',
    'INDIVIDUAL',
    'van-phong-hdnd-hai-phong',
    false,
  ],
];

/** Seeds them. Idempotent. */
export async function seedResolutions(manager: EntityManager, ctx: Context, place: Place): Promise<void> {
  const items = (await manager.query(
    `SELECT id, position, title, coalesce(document_version, 1) AS versions FROM agenda_item WHERE sitting_id = $1 AND kind = 'RESOLUTION' ORDER BY position`,
    [place.sittingId],
  )) as { id: string; position: number; title: string; versions: number }[];
  for (const item of items) {
    const id = seededId(`resolution:${place.councilId}:demonstration:${item.position}`);
    const fresh = await seedDraft(manager, ctx, place, id, {
      title: item.title,
      kind: 'NORMATIVE',
      submittedBy: 'so-tai-chinh',
      versions: item.versions,
    });
    if (!fresh) continue;
    await manager.query(
      `INSERT INTO resolution_verification (id, resolution_id, kind, body_id, version, conclusion, words, reported_on, recorded_at) VALUES ($1, $2, 'REPORT', $3, 1, 'AGREED_WITH_CHANGES', $4, $5, $6)`,
      [
        seededId(`verification:${id}`),
        id,
        VERIFIES,
        'Dữ liệu minh họa: Ban nhất trí với sự cần thiết ban hành, đề nghị làm rõ nguồn lực thực hiện.',
        daysAgo(ctx, 11),
        ctx.clock.now(),
      ],
    );
    await manager.query(`UPDATE resolution SET state = 'ADMITTED', submitted_on = $2, revision = 2 WHERE id = $1`, [
      id,
      daysAgo(ctx, 16),
    ]);
    await manager.query(
      'INSERT INTO resolution_on_agenda (agenda_item_id, resolution_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [item.id, id],
    );
  }
  for (const [n, [title, kind, submittedBy, submitted]] of MORE.entries()) {
    const id = seededId(`resolution:${place.councilId}:demonstration:more:${n + 1}`);
    const fresh = await seedDraft(manager, ctx, place, id, { title, kind, submittedBy, versions: 1 });
    if (fresh && submitted)
      await manager.query(`UPDATE resolution SET state = 'SUBMITTED', submitted_on = $2, revision = 1 WHERE id = $1`, [
        id,
        daysAgo(ctx, 3),
      ]);
  }
}

const daysAgo = (ctx: Context, days: number): string =>
  localDay(new Date(ctx.clock.now().getTime() - days * 86_400_000));

/** @returns whether it was not there before */
async function seedDraft(
  manager: EntityManager,
  ctx: Context,
  { councilId, sessionId }: Place,
  id: string,
  given: { readonly title: string; readonly kind: string; readonly submittedBy: string; readonly versions: number },
): Promise<boolean> {
  const rows = (await manager.query(
    `INSERT INTO resolution (id, council_id, kind, title, submitted_by, verifying_body, session_id, drafted_on, illustrative) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true) ON CONFLICT DO NOTHING RETURNING 1`,
    [id, councilId, given.kind, given.title, given.submittedBy, VERIFIES, sessionId, daysAgo(ctx, 30)],
  )) as unknown[];
  if (rows.length === 0) return false;
  let text = carryIds([], textOf(given.title, 1), 1);
  await addVersion(manager, ctx, id, 1, text.paragraphs, null);
  for (let version = 2; version <= given.versions; version++) {
    text = carryIds(text.paragraphs, textOf(given.title, version), text.next);
    await addVersion(manager, ctx, id, version, text.paragraphs, 'Tiếp thu ý kiến.');
  }
  await manager.query('UPDATE resolution SET next_paragraph = $2 WHERE id = $1', [id, text.next]);
  await appendResolutionEvent(manager, ctx, id, 'draft', { title: given.title, illustrative: true });
  return true;
}
