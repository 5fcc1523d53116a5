/** Clients: the apps that may sign people in here. All are public (no secret), so all must use PKCE. */
import type { ClientMetadata } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import type { Context } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import { SettingsError } from '@nghitruong/kit/settings';
import { errors } from '../errors.js';

export interface PublicClient {
  readonly clientId: string;
  /** Shown to whoever signs in. */
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** One of our own: nobody is asked for consent. */
  readonly trusted?: boolean;
}

export class ClientService {
  constructor(
    private readonly source: DataSource,
    /** Given at start; they win over rows of the same id. */
    private readonly given: readonly PublicClient[],
  ) {}

  async find(clientId: string): Promise<PublicClient | undefined> {
    const given = this.given.find((c) => c.clientId === clientId);
    if (given) return given;
    const [row] = (await this.source.query(
      `SELECT client_id, name, redirect_uris, trusted FROM openid_client WHERE client_id = $1`,
      [clientId],
    )) as {
      client_id: string;
      name: string;
      redirect_uris: string[];
      trusted: boolean;
    }[];
    return row && { clientId: row.client_id, name: row.name, redirectUris: row.redirect_uris, trusted: row.trusted };
  }

  /** Adds a client, or changes it. @throws BAD_FIELD */
  async register(ctx: Context, client: PublicClient): Promise<void> {
    check(client);
    await this.source.query(
      `INSERT INTO openid_client (client_id, name, redirect_uris, trusted, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (client_id) DO UPDATE SET name = excluded.name, redirect_uris = excluded.redirect_uris, trusted = excluded.trusted`,
      [client.clientId, client.name, JSON.stringify(client.redirectUris), client.trusted ?? false, ctx.clock.now()],
    );
  }

  /** As the OpenID library wants it. */
  async metadata(clientId: string): Promise<ClientMetadata | undefined> {
    const client = await this.find(clientId);
    return (
      client && {
        client_id: client.clientId,
        client_name: client.name,
        redirect_uris: [...client.redirectUris],
        post_logout_redirect_uris: [...client.redirectUris],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        application_type: client.redirectUris.some(isAppScheme) ? 'native' : 'web',
        id_token_signed_response_alg: 'ES256',
        trusted: client.trusted ?? false,
      }
    );
  }
}

/** The setting OPENID_CLIENTS. @throws SettingsError */
export function readClients(json: string): PublicClient[] {
  try {
    const clients = JSON.parse(json) as PublicClient[];
    for (const client of clients) check(client);
    return clients;
  } catch (error) {
    const why = (error as Error).message;
    throw new SettingsError(
      `Cấu hình OPENID_CLIENTS không hợp lệ (${why}). / Setting OPENID_CLIENTS is not valid (${why}).`,
    );
  }
}

const isAppScheme = (uri: string): boolean => !/^https?:/.test(uri);
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** @throws BAD_FIELD */
function check(client: PublicClient): void {
  if (!/^[a-z][a-z0-9-]{2,60}$/.test(client.clientId)) throw fault(errors, 'BAD_FIELD', { field: 'clientId' });
  if (!client.name || client.name.length > 120) throw fault(errors, 'BAD_FIELD', { field: 'name' });
  if (!client.redirectUris.length || !client.redirectUris.every(isSafeRedirect))
    throw fault(errors, 'BAD_FIELD', { field: 'redirectUris' });
}

/** Only where nobody on the way can read the code: HTTPS, this machine, or an app's own scheme. */
function isSafeRedirect(uri: string): boolean {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return false;
  }
  if (url.hash) return false;
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return LOOPBACK.test(url.hostname);
  return /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]+:$/.test(url.protocol);
}
