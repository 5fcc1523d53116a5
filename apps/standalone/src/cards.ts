/** `nghitruong cards`: a card for every delegate of one sitting, on request the desk's and the hall display's too, and the sheet to print. */
import { createIdentity, identityOwner, cardSheet, type IssuedCard } from '@nghitruong/identity';
import { createLog } from '@nghitruong/kit/log';
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import { sessions } from '@nghitruong/sessions';
import { Sentence } from './data-folder.js';
import { withDatabase } from './database.js';
import { holdersOf } from './holders.js';
import { demonstrationPin, DEMONSTRATION_SITTING } from './links.js';

export interface Cards {
  readonly cards: readonly (IssuedCard & { readonly pin?: string })[];
  readonly html: string;
}

interface SittingRow {
  readonly name: string;
  readonly council_id: string;
  readonly council_name: string;
  readonly illustrative: boolean;
}

export interface CardsOf {
  /** Where not given, the demonstration's own. */
  readonly sittingId?: string;
  /** Also for chair and secretary, and one for the hall's display. */
  readonly desk?: boolean;
}

export function issueAllCards(
  data: string,
  { sittingId = DEMONSTRATION_SITTING, desk = false }: CardsOf = {},
): Promise<Cards> {
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
      [sitting] = (await source.query(
        'SELECT name, council_id, council_name, illustrative FROM sitting WHERE id::text = $1',
        [sittingId],
      )) as SittingRow[];
    } finally {
      await source.destroy();
    }
    if (!sitting)
      throw new Sentence(
        'Không có phiên họp này trong thư mục dữ liệu.',
        'There is no such sitting in this data folder.',
      );
    const log = createLog('cards', 'warn');
    const holders = await holdersOf(url, sitting.council_id);
    const logins = [...holders.delegates, ...(desk ? holders.desk : [])].map(({ login }) => login);
    const identity = await createIdentity({
      databaseUrl: url(runningRole(identityOwner.schema)),
      origin,
      secret: secret('identity'),
      log,
      poolSize: 2,
    });
    try {
      const cards: (IssuedCard & { pin?: string })[] = [];
      for (const login of logins) {
        const pin = demonstrationPin(secret, login);
        cards.push({ ...(await identity.issueCard({ login, sittingId, placeId: sitting.council_id, pin })), pin });
      }
      if (desk)
        cards.push(await identity.issueDisplayCard({ name: 'Hội trường 1', sittingId, councilId: sitting.council_id }));
      return {
        cards,
        html: await cardSheet({
          cards,
          sittingName: sitting.name,
          councilName: sitting.council_name,
          illustrative: sitting.illustrative,
        }),
      };
    } finally {
      await identity.close();
    }
  });
}
