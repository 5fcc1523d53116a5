/**
 * What others may import of the directory: the subgraph as a value, its seeds,
 * and the ids of seeded rows.
 */
export { directory } from './subgraph.js';
export { errors } from './errors.js';
export { settings } from './settings.js';
export { seedDirectory } from './seed.service.js';
export { seedDemonstration } from './demonstration/demonstration.service.js';
export { seedLoadCouncil, type LoadCouncil } from './demonstration/load-council.service.js';
export {
  CITY_COUNCIL,
  DISTRICT_COUNCIL,
  accountIdOf,
  seatIdOf,
  termIdOf,
} from './demonstration/demonstration.rules.js';
