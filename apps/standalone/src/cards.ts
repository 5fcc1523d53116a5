/** `nghitruong cards`: a card for every delegate of the demonstration sitting, and the sheet to print. */
import { createIdentity, identityOwner, cardSheet, type IssuedCard } from '@nghitruong/identity';
import { createLog } from '@nghitruong/kit/log';
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import { sessions } from '@nghitruong/sessions';
import { Sentence } from './data-folder.js';
import { withDatabase } from './database.js';
import { demonstrationPin, DEMONSTRATION_SITTING } from './links.js';

export interface Cards {
  readonly cards: readonly (IssuedCard & { readonly pin: string })[];
  readonly html: string;
}

interface SittingRow {
  readonly name: string;
  readonly council_id: string;
  readonly council_name: string;
}

export function issueAllCards(data: string): Promise<Cards> {
  return withDatabase(data, async ({ url, secret, origin }) => {
    // A card opens the origin that is running; at rest nobody knows which that will be.
    if (!origin)
      throw new Sentence(
        'Hãy chạy npm start trước: thẻ mở đúng địa chỉ đang phục vụ.',
        'Run npm start first: a card opens the origin that is being served.',
      );
    const source = await openDatabase(sessions.owner, { url: url(runningRole(sessions.owner.schema)), poolSize: 1 });
    let sitting: SittingRow | undefined;
    try {
      [sitting] = (await source.query('SELECT name, council_id, council_name FROM sitting WHERE id = $1', [
        DEMONSTRATION_SITTING,
      ])) as SittingRow[];
    } finally {
      await source.destroy();
    }
    if (!sitting)
      throw new Sentence(
        'Không có phiên minh họa trong thư mục dữ liệu này.',
        'There is no demonstration sitting in this data folder.',
      );
    const log = createLog('cards', 'warn');
    const identitySource = await openDatabase(identityOwner, {
      url: url(runningRole(identityOwner.schema)),
      poolSize: 1,
    });
    let logins: { login: string }[];
    try {
      logins = (await identitySource.query(
        `SELECT login FROM directory.published_account_v1 WHERE NOT disabled AND login LIKE 'delegate-%' AND grants @> $1::jsonb ORDER BY login`,
        [JSON.stringify([{ role: 'DELEGATE', councilId: sitting.council_id }])],
      )) as { login: string }[];
    } finally {
      await identitySource.destroy();
    }
    const identity = await createIdentity({
      databaseUrl: url(runningRole(identityOwner.schema)),
      origin,
      secret: secret('identity'),
      log,
      poolSize: 2,
    });
    try {
      const cards: (IssuedCard & { pin: string })[] = [];
      for (const { login } of logins) {
        const pin = demonstrationPin(secret, login);
        cards.push({ ...(await identity.issueCard({ login, sittingId: DEMONSTRATION_SITTING, pin })), pin });
      }
      return {
        cards,
        html: await cardSheet({
          cards,
          sittingName: sitting.name,
          councilName: sitting.council_name,
          illustrative: true,
        }),
      };
    } finally {
      await identity.close();
    }
  });
}
