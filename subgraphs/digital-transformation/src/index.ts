/** What others may import of digital transformation: its definition, its tables of errors and settings, its demonstration. */
export { digitalTransformation } from './subgraph.js';
export { errors } from './errors.js';
export { settings } from './settings.js';
export { seedDemonstration } from './demonstration.js';
