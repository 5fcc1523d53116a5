/** Cards for everybody of a rehearsal, and the rehearsal's own sitting. */
import { createIdentity, identityOwner } from '@nghitruong/identity';
import { openDatabase, runningRole } from '@nghitruong/kit/database';
import { createLog } from '@nghitruong/kit/log';
import { makeRehearsal, sessions, type Rehearsal } from '@nghitruong/sessions';
import { Sentence } from '../data-folder.js';
import { withDatabase } from '../database.js';
import { systemContext } from '../demonstration.js';
import { holdersOf } from '../holders.js';
import { demonstrationPin } from '../links.js';

export interface CardOf {
  readonly name: string;
  readonly code: string;
  readonly pin?: string;
}
export interface People {
  readonly origin: string;
  readonly rehearsal: Rehearsal;
  readonly chair: CardOf;
  readonly clerk: CardOf;
  readonly display: CardOf;
  /** For a real screen of the hall. */
  readonly wallUrl: string;
  readonly delegates: readonly (CardOf & { readonly personId: string })[];
}

export function invite(data: string): Promise<People> {
  return withDatabase(data, async ({ url, secret, origin }) => {
    if (!origin)
      throw new Sentence(
        'Hãy chạy npm start trước, rồi tập dượt trong một cửa sổ khác.',
        'Run npm start first, then rehearse in another window.',
      );
    const log = createLog('rehearse', 'warn');
    const source = await openDatabase(sessions.owner, { url: url(runningRole(sessions.owner.schema)), poolSize: 1 });
    let rehearsal: Rehearsal | undefined;
    try {
      rehearsal = await makeRehearsal(source, systemContext(log));
    } finally {
      await source.destroy();
    }
    if (!rehearsal)
      throw new Sentence(
        'Thư mục dữ liệu này không có dữ liệu minh họa để tập dượt.',
        'This data folder has no illustrative data to rehearse with.',
      );
    const { delegates: accounts } = await holdersOf(url, rehearsal.councilId);
    const identity = await createIdentity({
      databaseUrl: url(runningRole(identityOwner.schema)),
      origin,
      secret: secret('identity'),
      log,
      poolSize: 2,
    });
    try {
      const { sittingId, councilId } = rehearsal;
      const card = async (login: string): Promise<CardOf> => {
        const pin = demonstrationPin(secret, login);
        const { code, displayName } = await identity.issueCard({ login, sittingId, pin });
        return { name: displayName, code, pin };
      };
      const display = async (name: string) => identity.issueDisplayCard({ name, sittingId, councilId });
      const delegates: (CardOf & { personId: string })[] = [];
      for (const { login, personId } of accounts)
        if (personId !== null) delegates.push({ ...(await card(login)), personId });
      const [own, hall] = [await display('Tập dượt'), await display('Hội trường (tập dượt)')];
      return {
        origin,
        rehearsal,
        chair: await card('chair'),
        clerk: await card('clerk'),
        display: { name: own.displayName, code: own.code },
        wallUrl: hall.url,
        delegates,
      };
    } finally {
      await identity.close();
    }
  });
}
