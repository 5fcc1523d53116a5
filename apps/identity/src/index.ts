/** Identity as a library: what the one-machine edition mounts under `/id`. */
export { createIdentity, type Identity, type IdentityOptions } from './identity.js';
export { identityOwner } from './owner.js';
export { errors } from './errors.js';
export { settings } from './settings.js';
export { seedDemonstrationPins } from './demonstration.js';
export type { IssueCardInput, IssueDisplayCardInput, IssuedCard } from './card/card.service.js';
export { cardSheet, type CardSheetInput } from './card/card-sheet.js';
export type { PublicClient } from './openid/client.service.js';
