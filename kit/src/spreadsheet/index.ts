/**
 * Spreadsheets that someone keeps and the system takes over: read, and checked row by row.
 *
 * Promises   a fault names its row as the spreadsheet counts, its column, the
 *            cause and the cure, in the words of whoever keeps the list.
 * Elsewhere  what a row means, and that all are written or none: who imports
 */
export { contentOf, linesOf, MAX_BYTES, spreadsheetErrors, TOLD_FAULTS, Unreadable } from './lines.js';
export { templateOf } from './template.js';
export { DAY_SAYINGS, readDay, tableOf, type Line, type RowFault, type Saying } from './table.js';
