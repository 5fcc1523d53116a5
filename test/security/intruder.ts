/** Who comes to the edition uninvited: real cards and tokens, another sitting, and a fingerprint of all that is stored. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIdentity, identityOwner, type Identity } from '@nghitruong/identity';
import { seededId } from '@nghitruong/kit/context';
import { runningRole } from '@nghitruong/kit/database';
import { silentLog } from '@nghitruong/kit/log';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';
import pg from 'pg';
import { root, type StartedEdition } from '../harness/edition.js';

export const COUNCIL = 'hdnd-hai-phong';
export const OTHER_COUNCIL = 'hdnd-thuy-nguyen';
export const SITTING = seededId('sitting:hdnd-hai-phong:demonstration');
const PIN = '271828';

export interface SignedIn {
  readonly token: string;
  readonly cookies: readonly string[];
  readonly card: string;
}

export interface Intruder {
  readonly identity: Identity;
  readonly closedSitting: string;
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
  /** Adds a role to an account of the demonstration. */
  grant(login: string, role: string, councilId?: string): Promise<void>;
  signIn(login: string, sittingId?: string): Promise<SignedIn>;
  signInDisplay(sittingId?: string): Promise<SignedIn>;
  /** The digest of every row of every table that an act could change. */
  fingerprint(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** As the data folder derives it, for whoever may read the folder. */
const secretOf = (data: string, purpose: string): string =>
  createHmac('sha256', (JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { root: string }).root)
    .update(purpose)
    .digest('base64url');

export async function openIntruder(edition: StartedEdition): Promise<Intruder> {
  const pool = new pg.Pool({ connectionString: edition.postgres.url, max: 2 });
  const sql = async <T>(text: string, params: unknown[] = []): Promise<T[]> =>
    (await pool.query(text, params)).rows as T[];
  const role = runningRole(identityOwner.schema);
  const url = new URL(edition.postgres.url);
  url.username = role;
  url.password = secretOf(edition.data, `role ${role}`);
  const identity = await createIdentity({
    databaseUrl: url.href,
    origin: edition.origin,
    secret: secretOf(edition.data, 'identity'),
    log: silentLog,
    poolSize: 2,
  });

  const closedSitting = randomUUID();
  await sql(
    `INSERT INTO sessions.sitting SELECT (jsonb_populate_record(s, jsonb_build_object('id', $1::text, 'visibility', 'CLOSED'))).* FROM sessions.sitting s WHERE id = $2`,
    [closedSitting, SITTING],
  );
  await sql(
    `INSERT INTO sessions.agenda_item SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'sitting_id', $1::text, 'title', 'Việc kín ' || position, 'short_title', 'Việc kín'))).* FROM sessions.agenda_item i WHERE sitting_id = $2`,
    [closedSitting, SITTING],
  );

  async function exchange(card: string, pin?: string): Promise<SignedIn> {
    const answer = await fetch(`${edition.origin}/id/card/exchange`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card, ...(pin && { pin }) }),
    });
    const said = (await answer.json()) as { accessToken?: string };
    if (!said.accessToken) throw new Error(JSON.stringify(said));
    return { token: said.accessToken, cookies: answer.headers.getSetCookie(), card };
  }

  return {
    identity,
    closedSitting,
    sql,
    async grant(login, as, councilId) {
      await sql(
        `INSERT INTO directory.account_grant (account_id, role, council_id) SELECT id, $2, $3 FROM directory.account WHERE login = $1 ON CONFLICT DO NOTHING`,
        [login, as, councilId ?? null],
      );
    },
    async signIn(login, sittingId = SITTING) {
      const { code } = await identity.issueCard({ login, sittingId, pin: PIN });
      return exchange(code, PIN);
    },
    async signInDisplay(sittingId = SITTING) {
      const { code } = await identity.issueDisplayCard({ name: 'Tường', sittingId, councilId: COUNCIL });
      return exchange(code);
    },
    async fingerprint() {
      const tables = await sql<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'identity') AND tablename NOT IN ('poll_lease', 'device_report')`,
      );
      const out: Record<string, string> = {};
      for (const { name } of tables) {
        const [row] = await sql<{ digest: string }>(
          `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest FROM ${name} t`,
        );
        out[name] = row!.digest;
      }
      return out;
    },
    async close() {
      await identity.close();
      await pool.end();
    },
  };
}

/** Every mutation of the committed API as a text with its arguments written out; `id` chooses each ID. */
export function everyMutation(id: (mutation: string, field: string) => string): { name: string; text: string }[] {
  const schema = buildSchema(readFileSync(join(root, 'schema/api.graphql'), 'utf8'));
  const literal = (mutation: string, field: string, type: GraphQLInputType): string => {
    if (isNonNullType(type)) return literal(mutation, field, type.ofType);
    if (isListType(type)) return `[${literal(mutation, field, type.ofType)}]`;
    const named = getNamedType(type);
    if (isEnumType(named)) return named.getValues()[0]!.name;
    if (isInputObjectType(named))
      return `{ ${Object.values(named.getFields())
        .filter((f) => isNonNullType(f.type))
        .map((f) => `${f.name}: ${literal(mutation, f.name, f.type)}`)
        .join(', ')} }`;
    switch (named.name) {
      case 'ID':
        return JSON.stringify(id(mutation, field));
      case 'Int':
      case 'Float':
        return '1';
      case 'Boolean':
        return 'true';
      case 'Date':
        return '"2027-01-15"';
      case 'DateTime':
        return '"2027-01-15T01:00:00Z"';
      default:
        return '"x"';
    }
  };
  return Object.values(schema.getMutationType()!.getFields()).map((field) => {
    const given = field.args
      .filter((a) => isNonNullType(a.type))
      .map((a) => `${a.name}: ${literal(field.name, a.name, a.type)}`)
      .join(', ');
    const type = getNamedType(field.type);
    const members = schema.getPossibleTypes(type as never) ?? [];
    const refusals = members
      .filter((m) => 'code' in m.getFields())
      .map((m) => `... on ${m.name} { code }`)
      .concat(members.filter((m) => m.name === 'BallotRefused').map(() => '... on BallotRefused { reason }'));
    return {
      name: field.name,
      text: `mutation { said: ${field.name}(${given}) { __typename ${refusals.join(' ')} } }`,
    };
  });
}

/** Every root field of the committed API that takes an id, asked for every leaf two levels deep that needs no argument. */
export function everyQuestion(id: (query: string) => string): { name: string; text: string }[] {
  const schema = buildSchema(readFileSync(join(root, 'schema/api.graphql'), 'utf8'));
  const select = (type: GraphQLNamedType, levels: number): string => {
    if (!isObjectType(type) && !isInterfaceType(type)) return '';
    const parts = Object.values(type.getFields())
      .filter((f) => !f.args.some((a) => isNonNullType(a.type) && a.defaultValue === undefined))
      // The clock of the answer, and who is connected just now, differ between two questions.
      .filter((f) => !['serverTime', 'connected'].includes(f.name))
      .map((f) => {
        const named = getNamedType(f.type);
        if (isLeafType(named)) return f.name;
        const inner = levels > 1 ? select(named, levels - 1) : '';
        return inner ? `${f.name} { ${inner} }` : '';
      });
    return parts.filter(Boolean).join(' ');
  };
  return Object.values(schema.getQueryType()!.getFields())
    .filter((f) => f.args.some((a) => getNamedType(a.type).name === 'ID' && isNonNullType(a.type)))
    .filter((f) => f.args.every((a) => !isNonNullType(a.type) || getNamedType(a.type).name === 'ID'))
    .map((f) => {
      const given = f.args
        .filter((a) => isNonNullType(a.type))
        .map((a) => `${a.name}: ${JSON.stringify(id(f.name))}`)
        .join(', ');
      return { name: f.name, text: `{ said: ${f.name}(${given}) { __typename ${select(getNamedType(f.type), 2)} } }` };
    });
}
