/**
 * The links that end a start: fresh cards for the people of the demonstration.
 *
 * Every start issues new cards, so a link of yesterday opens nothing; a page
 * that is signed in already stays so. PINs belong to the data folder.
 */
import { createIdentity, identityOwner, type Identity } from '@nghitruong/identity';
import { seededId } from '@nghitruong/kit/context';
import { runningRole } from '@nghitruong/kit/database';
import type { Log } from '@nghitruong/kit/log';
import type { Link } from './table.js';

const DELEGATES = ['delegate-02', 'delegate-03', 'delegate-04', 'delegate-05', 'delegate-06'] as const;
const LOGINS = ['chair', 'clerk', 'developer', ...DELEGATES] as const;
const COUNCIL = 'hdnd-hai-phong';
export const DEMONSTRATION_SITTING = seededId('sitting:hdnd-hai-phong:demonstration');

/** Six digits: the same at every start of one data folder, others in another. */
export const demonstrationPin = (secret: (purpose: string) => string, login: string): string =>
  String(Buffer.from(secret(`pin ${login}`)).readUInt32BE(0) % 1_000_000).padStart(6, '0');

export function demonstrationPins(secret: (purpose: string) => string): Record<string, string> {
  return Object.fromEntries(LOGINS.map((login) => [login, demonstrationPin(secret, login)]));
}

export async function issueLinks(options: {
  urls: (role: string) => string;
  origin: string;
  secret: (purpose: string) => string;
  demonstration: boolean;
  /** Without them (another issuer) the pages are named, and people sign in there. */
  cards: boolean;
  trust: boolean;
  log: Log;
}): Promise<Link[]> {
  const { origin } = options;
  const trust: Link[] = options.trust
    ? [{ vi: 'Tin cậy máy chủ này', en: 'Trust this server', url: `${origin}/trust`, qr: true }]
    : [];
  const department: Link = { vi: 'Trang của một sở', en: 'A department’s page', url: `${origin}/department/` };
  const explorer: Link = { vi: 'Khám phá đồ thị', en: 'Graph explorer', url: `${origin}/explorer` };
  if (!options.demonstration || !options.cards) {
    return [
      ...trust,
      { vi: 'Trang chủ', en: 'Start page', url: `${origin}/` },
      { vi: 'Màn hình hội trường', en: 'Hall display', url: `${origin}/wall` },
      explorer,
    ];
  }
  const identity: Identity = await createIdentity({
    databaseUrl: options.urls(runningRole(identityOwner.schema)),
    origin,
    secret: options.secret('identity'),
    log: options.log,
    poolSize: 2,
  });
  try {
    const pins = demonstrationPins(options.secret);
    const wall = await identity.issueDisplayCard({
      name: 'Hội trường 1',
      sittingId: DEMONSTRATION_SITTING,
      councilId: COUNCIL,
    });
    const card = async (login: (typeof LOGINS)[number], vi: string, en: string, qr = false): Promise<Link> => {
      const issued = await identity.issueCard({
        login,
        sittingId: DEMONSTRATION_SITTING,
        placeId: COUNCIL,
        pin: pins[login]!,
      });
      return { vi: vi || issued.displayName, en, url: issued.url, pin: pins[login]!, qr };
    };
    return [
      ...trust,
      { vi: 'Màn hình hội trường', en: 'Hall display', url: wall.url },
      await card('clerk', 'Bàn Thư ký', 'Clerk'),
      await card('chair', 'Bàn Chủ tọa', 'Chair'),
      ...(await Promise.all(DELEGATES.map((login) => card(login, '', 'Ballot', true)))),
      { ...explorer, ...(await developerLink(identity, origin, pins['developer']!)) },
      department,
      { vi: 'Trang chủ', en: 'Start page', url: `${origin}/` },
    ];
  } finally {
    await identity.close();
  }
}

/** The explorer signs in with a developer's card as any page does. */
async function developerLink(identity: Identity, origin: string, pin: string): Promise<Pick<Link, 'url' | 'pin'>> {
  const { code } = await identity.issueCard({ login: 'developer', sittingId: DEMONSTRATION_SITTING, pin });
  return { url: `${origin}/explorer#card=${code}`, pin };
}
