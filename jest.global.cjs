/** The PostgreSQL of a test run. Durability is off here only: the rings that promise it start a server of their own. */
const { mkdtempSync, chmodSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async () => {
  if (process.env.TEST_POSTGRES_URL) return;
  const { startEmbeddedPostgres } = require('@nghitruong/kit/postgres');
  const folder = mkdtempSync(join(tmpdir(), 'nghitruong-test-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    folder,
    // Every suite signs its roles in again and again: what makes a password slow to guess is left out too.
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'scram_iterations=1'],
  });
  process.env.TEST_POSTGRES_URL = postgres.url();
  globalThis.__NGHITRUONG_POSTGRES__ = { postgres, folder };
};
