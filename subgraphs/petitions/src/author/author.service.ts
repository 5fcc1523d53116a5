/**
 * Authors: written once beside their petition, opened one at a time.
 *
 * Promises   the running role cannot read the table at all; who opened an
 *            author is recorded in the same act; the author of what is, or ever
 *            was, a denunciation is opened to nobody (R-PET-04).
 * Elsewhere  who may ask: @access on Petition.author · the function: migrations
 */
import type { Context } from '@nghitruong/kit/context';
import { isDriverError } from '@nghitruong/kit/database';
import { fault } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { errors } from '../errors.js';
import type { Petition } from '../petition/petition.entity.js';
import { PetitionAuthor, type PetitionAuthorInput } from './author.entity.js';

const SEALED = 'NT001';

interface AuthorRow {
  full_name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  consents_to_contact: boolean;
}

export class AuthorService {
  constructor(private readonly source: DataSource) {}

  async keep(manager: EntityManager, petitionId: string, author: PetitionAuthorInput): Promise<void> {
    await manager.query(
      `INSERT INTO petition_author (petition_id, full_name, address, phone, email, consents_to_contact) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        petitionId,
        author.fullName,
        author.address ?? null,
        author.phone ?? null,
        author.email ?? null,
        author.consentsToContact,
      ],
    );
  }

  async open(ctx: Context, petition: Petition): Promise<PetitionAuthor | null> {
    try {
      const [row] = (await this.source.query(`SELECT * FROM open_author($1, $2, $3)`, [
        petition.id,
        ctx.actor.accountId,
        ctx.correlationId,
      ])) as AuthorRow[];
      if (!row) return null;
      return Object.assign(new PetitionAuthor(), {
        councilId: petition.councilId,
        fullName: row.full_name,
        address: row.address,
        phone: row.phone,
        email: row.email,
        consentsToContact: row.consents_to_contact,
      });
    } catch (error) {
      if (isDriverError(error, SEALED)) throw fault(errors, 'AUTHOR_SEALED');
      throw error;
    }
  }
}
