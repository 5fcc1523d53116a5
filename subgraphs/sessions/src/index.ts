/** What others may import of sessions: its definition, its tables of errors and settings, its demonstration and rehearsals. */
export { sessions } from './subgraph.js';
export { errors } from './errors.js';
export { settings } from './settings.js';
export { DEMONSTRATION, seedDemonstration, seedImplementation } from './demonstration.js';
export { makeRehearsal, type Rehearsal } from './rehearsal.js';
export { exportPoll, listExportable, type ExportablePoll } from './poll/poll-export.service.js';
export type { PollExport } from './poll/poll-export.rules.js';
export { verifyExport, type Check, type VerifyReport } from './poll/verify.rules.js';
