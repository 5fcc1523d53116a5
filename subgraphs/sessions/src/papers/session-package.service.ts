/**
 * The open-data package of a session: everything public of it in one ZIP, with
 * the hash of each file and a chain over them, so that anyone can check that
 * nothing was left out, changed or put in.
 *
 * Holds      session.json (sittings, agenda, outcomes), polls/<id>.json (the
 *            record that `nghitruong verify` recomputes), sheets/<id>.pdf,
 *            ket-qua.xlsx (one row a poll), resolutions/<id>.json with every
 *            paragraph, comments/<id>.json with what citizens said of its draft
 *            and what they were answered, manifest.json, SHA256SUMS.
 * Leaves out closed sittings, secret polls, and whatever is not published.
 */
import { createHash } from 'node:crypto';
import { dayText, localDay } from '@nghitruong/kit/i18n';
import JSZip from 'jszip';
import type { DataSource, EntityManager } from 'typeorm';
import { commentsFor } from '../comment/comment-sheet.service.js';
import { exportPoll } from '../poll/poll-export.service.js';
import { pollsOf } from '../poll/poll.live.js';
import { Resolution } from '../resolution/resolution.entity.js';
import { versionsOf } from '../resolution/resolution.service.js';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import type { Session } from '../session/session.entity.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { sheetPdf } from './pdf.service.js';
import { SheetFile } from './sheet-file.entity.js';
import { count, linesOf, resultSheet, verdictOf, type CountedPoll, type Sheet } from './sheet.rules.js';
import { countedPoll } from './sheet.service.js';
import { sheetXlsx } from './xlsx.service.js';

/** Longer than the pause between two questions of a page that waits for one package. */
const KEPT_MS = 5_000;
export const PACKAGE_FORMAT = 'nghitruong-session/1';

export interface PackageManifest {
  readonly format: typeof PACKAGE_FORMAT;
  readonly sessionId: string;
  readonly name: string;
  readonly illustrative: boolean;
  /** In the order of their names; each link is the hash of the one before, the path and the file's hash. */
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly link: string;
  }[];
  /** The last link: it stands for the whole package. */
  readonly root: string;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** The manifest of these files: the same files in any order give the same one. */
export function manifestOf(
  about: Pick<PackageManifest, 'sessionId' | 'name' | 'illustrative'>,
  contents: ReadonlyMap<string, Buffer>,
): PackageManifest {
  let link = sha256(`${PACKAGE_FORMAT}\n${about.sessionId}`);
  const files = [...contents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => {
      const hash = sha256(content);
      link = sha256(`${link}\n${path}\n${hash}`);
      return { path, bytes: content.length, sha256: hash, link };
    });
  return { format: PACKAGE_FORMAT, ...about, files, root: link };
}

export class SessionPackageService {
  /** Packages that are being drawn, and for a moment those that just were, by session. */
  private readonly drawing = new Map<string, Promise<SheetFile>>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * As the session was when the first who ask for it now began. One drawing is
   * shared: who was not answered in time and asks again waits for its rest,
   * and does not begin it anew.
   */
  of(session: Session): Promise<SheetFile> {
    const begun = this.drawing.get(session.id);
    if (begun) return begun;
    const drawn = this.draw(session);
    this.drawing.set(session.id, drawn);
    const forget = (): unknown => this.drawing.delete(session.id);
    drawn.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
    return drawn;
  }

  private async draw(session: Session): Promise<SheetFile> {
    const contents = await this.dataSource.transaction('REPEATABLE READ', (manager) => contentsOf(manager, session));
    const manifest = manifestOf(
      { sessionId: session.id, name: session.name, illustrative: session.illustrative },
      contents,
    );
    const zip = new JSZip();
    // One date for all: the same package is the same bytes.
    const date = new Date(`${session.closesOn}T00:00:00Z`);
    const add = (path: string, content: Buffer | string): unknown =>
      zip.file(path, content, { date, createFolders: false });
    for (const { path } of manifest.files) add(path, contents.get(path)!);
    add('manifest.json', json(manifest).toString());
    add('SHA256SUMS', manifest.files.map((f) => `${f.sha256}  ${f.path}\n`).join(''));
    const content = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    return SheetFile.of(`ky-hop-${session.termOrdinal}-${session.ordinal}.zip`, 'ZIP', content);
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function contentsOf(manager: EntityManager, session: Session): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const sittings = await manager.find(Sitting, {
    where: { sessionId: session.id, visibility: 'PUBLIC' as never },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  const told = [];
  const published: { sitting: Sitting; counted: CountedPoll }[] = [];
  for (const sitting of sittings) {
    const items = await manager.find(AgendaItem, { where: { sittingId: sitting.id }, order: { position: 'ASC' } });
    const polls = [];
    for (const poll of await pollsOf(manager, sitting.id)) {
      if (poll.state !== 'PUBLISHED' || poll.form !== 'PUBLIC') continue;
      const counted = await countedPoll(manager, poll);
      if (!counted) continue;
      published.push({ sitting, counted });
      contents.set(`polls/${poll.id}.json`, json(await exportPoll(manager, poll.id)));
      contents.set(`sheets/${poll.id}.pdf`, await sheetPdf(resultSheet(sitting, counted)));
      // A ballot of another sitting may wait: it goes first.
      await new Promise((resolve) => setImmediate(resolve));
      const { outcome, digest, seal } = counted.result;
      polls.push({
        id: poll.id,
        agendaItemId: poll.agendaItemId,
        title: poll.title,
        documentVersion: poll.documentVersion,
        documentHash: counted.documentHash,
        lines: linesOf(counted).map(([label, share]) => ({ label, count: share.count, percent: share.percentText })),
        needed: counted.result.threshold.needed,
        outcome,
        digest,
        seal,
      });
    }
    const { id, kind, name, startsAt, openedAt, endedAt } = sitting;
    told.push({
      ...{ id, kind, name, startsAt, openedAt, endedAt },
      agenda: items.map((i) => ({
        id: i.id,
        position: i.position,
        kind: i.kind,
        title: i.title,
        documentVersion: i.documentVersion,
      })),
      polls,
    });
  }
  const resolutions = await manager
    .createQueryBuilder(Resolution, 'r')
    .where(`r.session_id = :id AND r.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED')`, { id: session.id })
    .orderBy('r.id')
    .getMany();
  for (const r of resolutions)
    contents.set(
      `resolutions/${r.id}.json`,
      json({
        ...{ id: r.id, number: r.numberText, citation: r.citation, kind: r.kind, title: r.title, state: r.state },
        ...{ adoptedOn: r.adoptedOn, signedOn: r.signedOn, effectiveFrom: r.effectiveFrom, pollId: r.pollId },
        text: (await versionsOf(manager, r.id)).find((v) => v.version === r.adoptedVersion) ?? null,
      }),
    );
  const opened = await manager
    .createQueryBuilder(Resolution, 'r')
    .where(`r.session_id = :id AND r.state <> 'WITHDRAWN'`, { id: session.id })
    .andWhere('EXISTS (SELECT 1 FROM comment_period c WHERE c.resolution_id = r.id)')
    .getMany();
  for (const r of opened)
    contents.set(
      `comments/${r.id}.json`,
      json({ resolutionId: r.id, title: r.title, ...(await commentsFor(manager, r.id)) }),
    );
  const { id, councilId, termOrdinal, ordinal, kind, name, opensOn, closesOn, illustrative } = session;
  contents.set(
    'session.json',
    json({ id, councilId, termOrdinal, ordinal, kind, name, opensOn, closesOn, illustrative, sittings: told }),
  );
  // One row a poll: those on persons or options have lines of their own, in their sheets.
  const ofThreeChoices = published.filter(({ counted }) => counted.result.rows.length === 0);
  contents.set('ket-qua.xlsx', await sheetXlsx(talliesSheet(session, ofThreeChoices)));
  return contents;
}

/** Every published poll of the session, one row each, from the same lines as their sheets. */
function talliesSheet(session: Session, published: readonly { sitting: Sitting; counted: CountedPoll }[]): Sheet {
  return {
    name: 'ket-qua',
    council: published[0]?.sitting.councilName ?? session.councilId,
    heading: 'TỔNG HỢP KẾT QUẢ BIỂU QUYẾT',
    subject: session.name,
    facts: [['Thời gian', `${dayText(session.opensOn)} – ${dayText(session.closesOn)}`]],
    verdict: null,
    notes: [],
    tables: [
      {
        name: 'Kết quả biểu quyết',
        columns: [
          { label: 'Ngày', width: 1.5 },
          { label: 'Nội dung biểu quyết', width: 7 },
          ...lineLabels(published).flatMap((label) => [
            { label, width: 1.5, right: true },
            { label: `${label} (%)`, width: 1.5, right: true },
          ]),
          { label: 'Cần đạt', width: 1.2, right: true },
          { label: 'Kết luận', width: 3 },
          { label: 'Mã niêm phong', width: 2 },
        ],
        rows: published.map(({ sitting, counted }) => [
          dayText(localDay(sitting.startsAt)),
          counted.poll.title,
          ...lineLabels(published).flatMap((label) => {
            const share = linesOf(counted).find(([of]) => of === label)?.[1];
            return share ? [count(share.count), share.percentText] : ['', ''];
          }),
          count(counted.result.threshold.needed),
          verdictOf(counted.result.outcome),
          counted.result.seal,
        ]),
      },
    ],
    signatures: [],
    foot: session.name,
    illustrative: session.illustrative,
    at: new Date(`${session.closesOn}T00:00:00Z`),
  };
}

/** Every line that one of them has, in their order: a rule of the day may fold two into one. */
const lineLabels = (published: readonly { counted: CountedPoll }[]): string[] => [
  ...new Set(published.flatMap(({ counted }) => linesOf(counted).map(([label]) => label))),
];
