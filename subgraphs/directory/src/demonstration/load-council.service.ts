/**
 * A council larger than any law allows, for load: `hdnd-minh-hoa-500`.
 *
 * R-ORG-06 is not switched off for it: a row of `rule_override` lets it, names
 * the reason, and is published, so that whoever sees the council can see why.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { searchKey } from '@nghitruong/kit/i18n';
import type { DataSource } from 'typeorm';
import { insertAccounts } from '../account/account-import.service.js';
import { insertRows } from '../batch/batch.service.js';
import { claimSource, digestOf } from '../calendar/loaded-source.service.js';
import { addSeats } from '../council/seats.service.js';
import { accountIdOf, seatIdOf, termIdOf } from './demonstration.rules.js';
import { inventedNames } from './names.rules.js';

export interface LoadCouncil {
  readonly councilId: string;
  readonly termId: string;
  /** By card number, from 1. */
  readonly seatIds: readonly string[];
  readonly accountIds: readonly string[];
  readonly chairAccountId: string;
  readonly clerkAccountId: string;
}

const FROM = '2026-04-01';

export async function seedLoadCouncil(dataSource: DataSource, ctx: Context, seats = 500): Promise<LoadCouncil> {
  const councilId = `hdnd-minh-hoa-${seats}`;
  const termId = termIdOf(councilId, 1);
  const cards = Array.from({ length: seats }, (_, i) => i + 1);
  const loginOf = (card: number): string => `minh-hoa-${seats}-${String(card).padStart(3, '0')}`;
  const [chair, clerk] = [`minh-hoa-${seats}-chair`, `minh-hoa-${seats}-clerk`];
  const names = inventedNames(seats);
  const personIdOf = (card: number): string => seededId(`person:${councilId}:${card}`);
  await transaction(dataSource, async (manager) => {
    if (!(await claimSource(manager, ctx, councilId, digestOf('1')))) return;
    await manager.query(
      `INSERT INTO council (id, unit_id, level, name, short_name, search_key, valid_from, illustrative)
       VALUES ($1, 'thanh-pho-hai-phong', 'CITY', $2, $3, $4, $5, true)`,
      [
        councilId,
        `Hội đồng minh họa ${seats} đại biểu`,
        `Hội đồng minh họa ${seats}`,
        searchKey(`Hội đồng minh họa ${seats} đại biểu`),
        FROM,
      ],
    );
    await manager.query(
      `INSERT INTO council_term (id, council_id, ordinal, start_year, end_year, valid_from, ordinal_basis, ordinal_confidence, illustrative)
       VALUES ($1, $2, 1, 2026, 2031, $3, 'hội đồng minh họa', 'K-lo', true)`,
      [termId, councilId, FROM],
    );
    await insertRows(
      manager,
      'rule_override',
      {
        id: 'uuid',
        council_id: 'text',
        rule_key: 'text',
        value: 'jsonb',
        reason: 'text',
        instrument: 'text',
        decided_by: 'text',
        valid_from: 'date',
        illustrative: 'boolean',
        recorded_at: 'timestamptz',
      },
      [
        {
          id: seededId(`override:${councilId}`),
          council_id: councilId,
          rule_key: 'council.seats.max',
          value: { value: seats },
          reason: `Hội đồng minh họa để thử tải ${seats} đại biểu; vượt R-ORG-06 một cách công khai, không phải hội đồng thật.`,
          instrument: 'thử tải',
          decided_by: 'dữ liệu minh họa',
          valid_from: FROM,
          illustrative: true,
          recorded_at: ctx.clock.now(),
        },
      ],
    );
    await addSeats(
      manager,
      ctx,
      { id: termId, councilId, validFrom: FROM },
      cards.map((card) => ({
        id: seatIdOf(councilId, 1, card),
        personId: personIdOf(card),
        fullName: names[card - 1]!,
        cardNumber: card,
        illustrative: true,
        statuses: [{ status: 'IN_OFFICE', validFrom: FROM, validTo: null }],
      })),
    );
    await insertAccounts(manager, [
      {
        id: accountIdOf(chair),
        login: chair,
        displayName: names[0]!,
        personId: personIdOf(1),
        grants: [{ role: 'CHAIR', councilId }],
        illustrative: true,
      },
      {
        id: accountIdOf(clerk),
        login: clerk,
        displayName: 'Thư ký (minh họa)',
        personId: null,
        grants: [{ role: 'SESSION_SECRETARY', councilId }],
        illustrative: true,
      },
      ...cards.map((card) => ({
        id: accountIdOf(loginOf(card)),
        login: loginOf(card),
        displayName: names[card - 1]!,
        personId: personIdOf(card),
        grants: [{ role: 'DELEGATE' as const, councilId }],
        illustrative: true,
      })),
    ]);
  });
  return {
    councilId,
    termId,
    seatIds: cards.map((card) => seatIdOf(councilId, 1, card)),
    accountIds: cards.map((card) => accountIdOf(loginOf(card))),
    chairAccountId: accountIdOf(chair),
    clerkAccountId: accountIdOf(clerk),
  };
}
