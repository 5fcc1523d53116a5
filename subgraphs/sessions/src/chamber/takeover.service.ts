/**
 * Take-overs of delegates' devices, as the issuer publishes them (R-VOT-02).
 *
 * A delegate has one device in a sitting; a second one ends the first. Nobody
 * votes for another unseen: the chair sees each take-over while it happens.
 *
 * Odd part   an edition with another issuer has no such view. It is looked for,
 *            not assumed, and looked for again now and then: what is not there
 *            is no fault.
 */
import type { EntityManager } from 'typeorm';
import { Takeover } from './takeover.entity.js';

const LOOK_AGAIN_MS = 30_000;
const MOST = 20;

export class TakeoverService {
  private there = false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  async of(manager: EntityManager, sitting: { id: string; councilId: string }): Promise<Takeover[]> {
    if (!(await this.isThere(manager))) return [];
    const rows = (await manager.query(
      `SELECT t.takeover_id AS id, a.display_name AS name, t.device_name AS "fromDevice", t.by_device_name AS "toDevice", t.taken_over_at AS at
       FROM identity.published_takeover_v1 t LEFT JOIN directory.published_account_v1 a ON a.account_id = t.account_id
       WHERE t.sitting_id = $1 ORDER BY t.taken_over_at DESC, t.takeover_id DESC LIMIT ${MOST}`,
      [sitting.id],
    )) as Omit<Takeover, 'councilId'>[];
    return rows.map((row) => Object.assign(new Takeover(), row, { councilId: sitting.councilId }));
  }

  private async isThere(manager: EntityManager): Promise<boolean> {
    if (this.there || performance.now() - this.lookedAt < LOOK_AGAIN_MS) return this.there;
    this.lookedAt = performance.now();
    const rows = (await manager.query(
      `SELECT 1 FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'published_takeover_v1'
       WHERE n.nspname = 'identity' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`,
    )) as unknown[];
    return (this.there = rows.length > 0);
  }
}
