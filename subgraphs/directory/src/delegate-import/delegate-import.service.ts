/**
 * Importing the delegates of a term from XLSX and CSV.
 *
 * Promises   a dry run writes nothing; an import writes every row or none: the
 *            seat, the person where new, the membership of the group, and an
 *            account to which a card can be given;
 *            undoing takes out exactly that, and refuses once anything rests on
 *            one of them: a card, a sign-in, attendance, a roll, an office.
 * Odd part   what rests on a seat elsewhere is told by its owner's published
 *            view; an installation without that owner has nothing there.
 */
import { createHash } from 'node:crypto';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message, type Params, refusedTo } from '@nghitruong/kit/errors';
import { searchKey } from '@nghitruong/kit/i18n';
import {
  contentOf,
  linesOf,
  MAX_BYTES,
  templateOf,
  TOLD_FAULTS,
  Unreadable,
  type RowFault,
} from '@nghitruong/kit/spreadsheet';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { insertAccounts } from '../account/account-import.service.js';
import { insertRows } from '../batch/batch.service.js';
import { covers, today } from '../calendar/calendar.rules.js';
import { Council, CouncilTerm } from '../council/council.entity.js';
import { addSeats, maximumOf } from '../council/seats.service.js';
import { errors } from '../errors.js';
import { mayRecordOrganisation } from '../public-body/membership.policy.js';
import { BodyKind, PublicBody } from '../public-body/public-body.entity.js';
import {
  DelegateImport,
  DelegateImportRefused,
  DelegateImportTemplate,
  type ImportDelegatesInput,
} from './delegate-import.entity.js';
import {
  checkDelegates,
  nameKey,
  TEMPLATE,
  type DelegateRow,
  type Known,
  type KnownPerson,
} from './delegate-import.rules.js';

/** Where others say what rests on the directory's rows. */
const IN_USE = [
  { owner: 'sessions', view: 'published_person_in_use_v1', where: 'seat_id = ANY ($1) OR person_id = ANY ($2)' },
  { owner: 'identity', view: 'published_account_in_use_v1', where: 'account_id = ANY ($3)' },
] as const;

const refused = (code: keyof typeof errors & string, params: Params = {}): DelegateImportRefused =>
  DelegateImportRefused.because(message(errors, code, params));

export class DelegateImportService {
  constructor(private readonly dataSource: DataSource) {}

  async template(): Promise<DelegateImportTemplate> {
    const { mediaType, content } = await templateOf('Đại biểu', TEMPLATE);
    return Object.assign(new DelegateImportTemplate(), {
      filename: 'mau-nhap-dai-bieu.xlsx',
      mediaType,
      base64: content.toString('base64'),
    });
  }

  async import(ctx: Context, given: ImportDelegatesInput): Promise<DelegateImport | DelegateImportRefused> {
    const { councilId, dryRun } = given;
    admit(ctx, councilId, 'importDelegates');
    const content = contentOf(given);
    if (!content) return refused('IMPORT_FILE_SIZE', { most: MAX_BYTES / 1000 });
    let lines: string[][];
    try {
      lines = await linesOf(given.filename, content);
    } catch (error) {
      if (error instanceof Unreadable) return refused('IMPORT_FILE_UNREADABLE');
      throw error;
    }
    return transaction(this.dataSource, async (manager) => {
      // One import after another: what a name or a card is free for is still free when it is written.
      if (!dryRun) await manager.query('LOCK TABLE delegate, person IN SHARE ROW EXCLUSIVE MODE');
      const council = await manager.findOneBy(Council, { id: councilId });
      const terms = await manager.findBy(CouncilTerm, { councilId });
      const term = terms.find((each) => (given.termId ? each.id === given.termId : covers(each, today(ctx))));
      if (!council || !term) return refused('TERM_UNKNOWN', { council: councilId.slice(0, 64) });
      const { rows, faults } = checkDelegates(lines, await knownOf(manager, term));
      if (dryRun || faults.length > 0) return said(councilId, { id: null, dryRun, rows, imported: 0, faults });
      const id = ctx.ids.next();
      await manager.query(
        `INSERT INTO delegate_import (id, council_id, term_id, filename, sha256, row_count, imported_by, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          councilId,
          term.id,
          given.filename.slice(0, 300),
          createHash('sha256').update(content).digest('hex'),
          rows.length,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ],
      );
      await write(manager, ctx, council, term, id, rows);
      return said(councilId, { id, dryRun, rows, imported: rows.length, faults });
    });
  }

  async undo(ctx: Context, importId: string): Promise<DelegateImport | DelegateImportRefused> {
    try {
      return await transaction(this.dataSource, async (manager) => {
        const [known] = (
          isUuid(importId)
            ? await manager.query('SELECT council_id, undone_at FROM delegate_import WHERE id = $1 FOR UPDATE', [
                importId,
              ])
            : []
        ) as { council_id: string; undone_at: Date | null }[];
        if (!known) throw fault(kitErrors, 'NOT_FOUND', { what: 'import', id: importId.slice(0, 64) });
        admit(ctx, known.council_id, 'undoDelegateImport');
        if (known.undone_at !== null) return refused('IMPORT_UNDONE');
        const made = (await manager.query(
          `SELECT i.delegate_id AS seat, d.person_id AS holder, i.person_id AS person, i.account_id AS account, i.membership_id AS membership
           FROM delegate_imported i JOIN delegate d ON d.id = i.delegate_id WHERE i.import_id = $1`,
          [importId],
        )) as { seat: string; holder: string; person?: string; account?: string; membership?: string }[];
        const of = (what: 'person' | 'account' | 'membership'): string[] =>
          made.flatMap((row) => (row[what] ? [row[what]] : []));
        const seats = made.map((row) => row.seat);
        if (await inUse(manager, seats, of('person'), of('account'))) return refused('DELEGATES_IN_USE');
        await manager.query('DELETE FROM membership WHERE id = ANY ($1)', [of('membership')]);
        await manager.query('DELETE FROM account WHERE id = ANY ($1)', [of('account')]);
        await manager.query('DELETE FROM delegate WHERE id = ANY ($1)', [seats]);
        await manager.query('DELETE FROM person WHERE id = ANY ($1)', [of('person')]);
        await manager.query('UPDATE delegate_import SET undone_by = $2, undone_at = $3 WHERE id = $1', [
          importId,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ]);
        return Object.assign(
          said(known.council_id, { id: importId, dryRun: false, rows: [], imported: 0, faults: [] }),
          { undone: true },
        );
      });
    } catch (error) {
      // An office, another membership or another account rests on one of them.
      if (isDriverError(error, SQLSTATE.foreignKeyViolation)) return refused('DELEGATES_IN_USE');
      throw error;
    }
  }
}

function admit(ctx: Context, councilId: string, what: string): void {
  if (!mayRecordOrganisation(ctx.actor, councilId)) throw refusedTo(ctx, what);
}

function said(
  councilId: string,
  given: {
    id: string | null;
    dryRun: boolean;
    rows: readonly DelegateRow[];
    imported: number;
    faults: readonly RowFault[];
  },
): DelegateImport {
  return Object.assign(new DelegateImport(), given, {
    councilId,
    undone: false,
    sound: given.rows.length,
    rows: given.rows.map(({ row, fullName, card, personId }) => ({
      councilId,
      row,
      fullName,
      card,
      newPerson: personId === null,
    })),
    faultCount: given.faults.length,
    faults: given.faults.slice(0, TOLD_FAULTS).map((f) => ({ ...f, councilId })),
  });
}

async function knownOf(manager: EntityManager, term: CouncilTerm): Promise<Known> {
  const people = (await manager.query(
    `SELECT p.id, p.full_name, coalesce(bool_or(d.term_id = $1), false) AS seated,
            coalesce(array_agg(t.ordinal || '/' || d.card_number ORDER BY t.valid_from) FILTER (WHERE d.card_number IS NOT NULL), '{}') AS seats
     FROM person p LEFT JOIN delegate d ON d.person_id = p.id LEFT JOIN council_term t ON t.id = d.term_id GROUP BY p.id`,
    [term.id],
  )) as { id: string; full_name: string; seated: boolean; seats: string[] }[];
  const persons = new Map<string, KnownPerson[]>();
  for (const { id, full_name, seated, seats } of people) {
    const key = nameKey(full_name);
    persons.set(key, [...(persons.get(key) ?? []), { id, seated, seats }]);
  }
  const held = (await manager.query('SELECT card_number AS card FROM delegate WHERE term_id = $1', [term.id])) as {
    card: number | null;
  }[];
  const groups = await manager.findBy(PublicBody, { ofCouncilId: term.councilId, kind: In([BodyKind.DELEGATE_GROUP]) });
  return {
    term,
    maximum: await maximumOf(manager, term),
    elected: held.length,
    cards: new Set(held.flatMap(({ card }) => card ?? [])),
    persons,
    groups: new Map(
      // Groups of an earlier term may have the same names: the latest is meant.
      [...groups]
        .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
        .flatMap((group) => [group.name, group.shortName].map((name) => [searchKey(name), group] as const)),
    ),
  };
}

async function write(
  manager: EntityManager,
  ctx: Context,
  council: Council,
  term: CouncilTerm,
  importId: string,
  rows: readonly DelegateRow[],
): Promise<void> {
  const { illustrative } = council;
  const withAccount = new Set(
    (
      (await manager.query(
        `SELECT a.person_id FROM account a JOIN account_grant g ON g.account_id = a.id AND g.role = 'DELEGATE' AND g.council_id = $1 AND g.body_id IS NULL
         WHERE a.person_id = ANY ($2)`,
        [council.id, rows.flatMap(({ personId }) => personId ?? [])],
      )) as { person_id: string }[]
    ).map((row) => row.person_id),
  );
  const logins = new Set(
    ((await manager.query('SELECT login FROM account')) as { login: string }[]).map(({ login }) => login),
  );
  const made = rows.map((row) => ({
    row,
    seat: ctx.ids.next(),
    person: row.personId ?? ctx.ids.next(),
    membership: row.group && ctx.ids.next(),
    account:
      row.personId !== null && withAccount.has(row.personId)
        ? null
        : { id: ctx.ids.next(), login: loginOf(council.id, term.ordinal, row.card, logins) },
  }));
  await addSeats(
    manager,
    ctx,
    term,
    made.map(({ row, seat, person }) => ({
      id: seat,
      personId: person,
      fullName: row.fullName,
      cardNumber: row.card,
      ...(row.area !== null && { electoralArea: row.area }),
      fullTime: row.fullTime,
      illustrative,
      statuses: [{ status: 'IN_OFFICE', validFrom: row.validFrom, validTo: term.validTo }],
    })),
  );
  await insertRows(
    manager,
    'membership',
    {
      id: 'uuid',
      body_id: 'text',
      delegate_id: 'uuid',
      role: 'text',
      valid_from: 'date',
      valid_to: 'date',
      decision: 'text',
    },
    made.flatMap(({ row, seat, membership }) =>
      row.group
        ? [
            {
              id: membership,
              body_id: row.group.id,
              delegate_id: seat,
              role: 'MEMBER',
              valid_from: row.validFrom,
              valid_to: term.validTo,
              decision: row.group.decision,
            },
          ]
        : [],
    ),
  );
  await insertAccounts(
    manager,
    made.flatMap(({ row, person, account }) =>
      account
        ? [
            {
              ...account,
              displayName: row.fullName,
              personId: person,
              grants: [{ role: 'DELEGATE' as const, councilId: council.id }],
              illustrative,
            },
          ]
        : [],
    ),
  );
  await insertRows(
    manager,
    'delegate_imported',
    { delegate_id: 'uuid', import_id: 'uuid', person_id: 'uuid', account_id: 'uuid', membership_id: 'uuid' },
    made.map(({ row, seat, person, membership, account }) => ({
      delegate_id: seat,
      import_id: importId,
      person_id: row.personId === null ? person : null,
      account_id: account?.id ?? null,
      membership_id: membership,
    })),
  );
}

/** delegate-hdnd-hai-phong-17-069: what a card is made for; a login that is taken gets a number behind it. */
function loginOf(councilId: string, ordinal: number, card: number, taken: Set<string>): string {
  const begin = `delegate-${councilId.slice(0, 40).replace(/-$/, '')}-${ordinal}-${String(card).padStart(3, '0')}`;
  let login = begin;
  for (let n = 2; taken.has(login); n++) login = `${begin}-${n}`;
  taken.add(login);
  return login;
}

async function inUse(
  manager: EntityManager,
  seats: readonly string[],
  persons: readonly string[],
  accounts: readonly string[],
): Promise<boolean> {
  for (const { owner, view, where } of IN_USE) {
    const [{ there }] = (await manager.query(
      `SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2) AS there`,
      [owner, view],
    )) as [{ there: boolean }];
    if (!there) continue;
    const [{ used }] = (await manager.query(
      `SELECT EXISTS (SELECT FROM ${owner}.${view}, (SELECT $1::uuid[], $2::uuid[], $3::uuid[]) AS given WHERE ${where}) AS used`,
      [seats, persons, accounts],
    )) as [{ used: boolean }];
    if (used) return true;
  }
  return false;
}
