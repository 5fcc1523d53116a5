/**
 * What the OpenID library keeps (sessions, grants, codes, refresh tokens), in PostgreSQL.
 *
 * Promises   ids are stored as hashes and contents sealed: a copy of the table
 *            opens no session; an expired record is never found; a code that was
 *            consumed in one process is consumed in all.
 * Elsewhere  clients are rows of their own: client.service
 */
import { createHash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import type { Clock } from '@nghitruong/kit/context';
import type { Vault } from '../key/vault.js';
import type { ClientService } from './client.service.js';

const idHash = (id: string): Buffer => createHash('sha256').update(id).digest();

interface RecordRow {
  sealed_payload: Buffer;
  consumed_at: Date | null;
}

export class RecordAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly source: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly clients: ClientService,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? null : new Date(this.clock.now().getTime() + expiresIn * 1000);
    await this.source.query(
      `INSERT INTO openid_record (model, id_hash, sealed_payload, grant_id, uid_hash, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (model, id_hash) DO UPDATE SET sealed_payload = excluded.sealed_payload, grant_id = excluded.grant_id, uid_hash = excluded.uid_hash, expires_at = excluded.expires_at`,
      [
        this.model,
        idHash(id),
        this.vault.seal(this.purpose, JSON.stringify(payload)),
        payload.grantId ?? null,
        payload.uid ? idHash(payload.uid) : null,
        expiresAt,
      ],
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.model === 'Client') return this.clients.metadata(id);
    return this.one('id_hash', idHash(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.one('uid_hash', idHash(uid));
  }

  /** Only the device flow asks for it, which is off. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    await this.source.query(
      `UPDATE openid_record SET consumed_at = coalesce(consumed_at, $3) WHERE model = $1 AND id_hash = $2`,
      [this.model, idHash(id), this.clock.now()],
    );
  }

  async destroy(id: string): Promise<void> {
    await this.source.query(`DELETE FROM openid_record WHERE model = $1 AND id_hash = $2`, [this.model, idHash(id)]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.source.query(`DELETE FROM openid_record WHERE grant_id = $1`, [grantId]);
  }

  private get purpose(): string {
    return `openid ${this.model}`;
  }

  private async one(column: 'id_hash' | 'uid_hash', hash: Buffer): Promise<AdapterPayload | undefined> {
    const [row] = (await this.source.query(
      `SELECT sealed_payload, consumed_at FROM openid_record WHERE model = $1 AND ${column} = $2 AND (expires_at IS NULL OR expires_at > $3)`,
      [this.model, hash, this.clock.now()],
    )) as RecordRow[];
    if (!row) return undefined;
    const payload = JSON.parse(this.vault.open(this.purpose, row.sealed_payload)) as AdapterPayload;
    return row.consumed_at ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) } : payload;
  }
}
