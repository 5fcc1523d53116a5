/**
 * Database: one PostgreSQL, one schema per owner, two roles per owner.
 *
 * `<owner>_owner` migrates; `<owner>` runs and can neither change structure nor
 * read another owner's tables. What others may read is a published view
 * (`<owner>.published_*_v<n>`), granted by name in the owner's definition.
 *
 * Elsewhere  events after the commit: outbox · a database per test: testing
 */
export {
  ownerRole,
  runningRole,
  provisionOwner,
  migrateOwner,
  type OwnerDefinition,
  type ProvisionOptions,
} from './owner.js';
export { openDatabase, transaction, insertOnce, isDriverError, SQLSTATE, type OpenOptions } from './connection.js';
export { outboxMigration, appendEvent, createOutboxRelay, type DomainEvent, type OutboxRelay } from './outbox.js';
