/** A hall for tests: a directory of a few accounts, identity on a real port, and browsers that keep cookies. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTokenVerifier } from '@nghitruong/kit/auth';
import { seededId, systemClock, type Clock } from '@nghitruong/kit/context';
import type { OwnerDefinition } from '@nghitruong/kit/database';
import { silentLog } from '@nghitruong/kit/log';
import { createHost, Disposal } from '@nghitruong/kit/server';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import {
  createIdentity,
  identityOwner,
  seedDemonstrationPins,
  type Identity,
  type IdentityOptions,
} from '../src/index.js';

export const PIN = '246810';
export const SITTING = seededId('sitting: identity test');
export const OTHER_SITTING = seededId('sitting: identity test, the next day');
export const COUNCIL = 'hdnd-hai-phong';
export const accountId = (login: string): string => seededId(`account: ${login}`);
export const personId = (login: string): string => seededId(`person: ${login}`);

const GRANTS: Readonly<Record<string, object[]>> = {
  chair: [{ role: 'CHAIR', councilId: COUNCIL }],
  clerk: [{ role: 'SESSION_SECRETARY', councilId: COUNCIL }],
  'delegate-01': [{ role: 'DELEGATE', councilId: COUNCIL }],
  'delegate-02': [{ role: 'DELEGATE', councilId: COUNCIL }],
  developer: [{ role: 'DEVELOPER' }],
};

class DirectoryFixture1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account (account_id uuid PRIMARY KEY, login text UNIQUE, display_name text, person_id uuid, grants jsonb, disabled boolean NOT NULL DEFAULT false);
      CREATE VIEW published_account_v1 AS SELECT * FROM account;
      GRANT SELECT ON published_account_v1 TO PUBLIC;
    `);
    for (const [login, grants] of Object.entries(GRANTS)) {
      await queryRunner.query(`INSERT INTO account VALUES ($1, $2, $3, $4, $5)`, [
        accountId(login),
        login,
        `Nguyễn Thị ${login}`,
        personId(login),
        JSON.stringify(grants),
      ]);
    }
  }
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW published_account_v1; DROP TABLE account;`);
  }
}

const directoryFixture: OwnerDefinition = {
  schema: 'directory',
  entities: [],
  migrations: [DirectoryFixture1700000000001],
};

/** A clock in the test's hands; it moves only when told. */
export class HandClock implements Clock {
  private at = systemClock.now().getTime();
  now(): Date {
    return new Date(this.at);
  }
  pass(milliseconds: number): void {
    this.at += milliseconds;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly setCookies: readonly string[];
  readonly headers: Headers;
}

/** Keeps cookies as a browser does: by name, until they are cleared. */
export class Browser {
  readonly cookies = new Map<string, string>();
  constructor(
    readonly base: string,
    /** null: a program that sends none. */
    private readonly origin: string | null = base,
  ) {}

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.base}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.origin && { origin: this.origin }),
        ...this.cookieHeader(),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return this.keep(response);
  }

  cookieHeader(): Record<string, string> {
    return this.cookies.size ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {};
  }

  /** The same cookies in another window, or in a thief's hands. */
  copy(): Browser {
    const twin = new Browser(this.base, this.origin);
    for (const [name, value] of this.cookies) twin.cookies.set(name, value);
    return twin;
  }

  private async keep(response: Response): Promise<Answer> {
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) {
      const [pair] = line.split(';');
      const at = pair!.indexOf('=');
      if (/Max-Age=0/i.test(line)) this.cookies.delete(pair!.slice(0, at));
      else this.cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
    }
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      setCookies,
      headers: response.headers,
    };
  }
}

export interface Door {
  readonly identity: Identity;
  readonly base: string;
  close(): Promise<void>;
}

export interface Hall {
  readonly database: TestDatabase;
  /** One process of identity; several may run on the hall's database. */
  open(options?: Partial<IdentityOptions>): Promise<Door>;
  disable(login: string, disabled?: boolean): Promise<void>;
  end(): Promise<void>;
}

export async function createHall(): Promise<Hall> {
  const disposal = new Disposal();
  const database = disposal.add('database', await createTestDatabase([directoryFixture, identityOwner]), (d) =>
    d.drop(),
  );
  const source = await database.open(identityOwner);
  await seedDemonstrationPins(
    source,
    testContext(),
    Object.fromEntries(Object.keys(GRANTS).map((login) => [login, PIN])),
  );
  return {
    database,
    async open(options = {}) {
      // The port is known before the origin: the handler is put in afterwards.
      let identity: Identity | undefined;
      const host = await createHost({
        name: 'identity',
        port: 0,
        log: silentLog,
        drainMs: 0,
        routes: [{ prefix: '/id', handle: (request, response) => identity!.handle(request, response) }],
      });
      const close = async () => void (await Promise.all([host.close(), identity?.close()]));
      disposal.add('door', close, (c) => c());
      const opened = (identity = await createIdentity({
        databaseUrl: database.url(identityOwner),
        origin: host.url,
        log: silentLog,
        poolSize: 5,
        ...options,
      }));
      return { identity: opened, base: host.url, close };
    },
    async disable(login, disabled = true) {
      await database.admin(`UPDATE directory.account SET disabled = $2 WHERE login = $1`, [login, disabled]);
    },
    end: () => disposal.end(),
  };
}

export const verifierOf = (door: Door) =>
  createTokenVerifier({ issuer: door.identity.issuer, audience: 'nghitruong', jwks: `${door.base}/id/jwks` });
