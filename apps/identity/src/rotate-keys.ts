/**
 * `npm run rotate-keys [-- --compromised]`: a new signing key for the whole installation.
 *
 * Every running process finds it within five seconds; it signs a minute later.
 * With `--compromised` it signs at once and the old keys are withdrawn.
 */
import { systemClock } from '@nghitruong/kit/context';
import { openDatabase } from '@nghitruong/kit/database';
import { readSettings } from '@nghitruong/kit/settings';
import { openKeyRing } from './key/key-ring.service.js';
import { openVault } from './key/vault.js';
import { identityOwner } from './owner.js';
import { settings } from './settings.js';

const { DATABASE_URL, IDENTITY_SECRET } = settings;

async function main(compromised: boolean): Promise<void> {
  const given = readSettings({ DATABASE_URL, IDENTITY_SECRET });
  const source = await openDatabase(identityOwner, { url: given.DATABASE_URL, poolSize: 2 });
  try {
    const keys = await openKeyRing(source, await openVault(source, given.IDENTITY_SECRET), systemClock);
    const kid = await keys.rotate({ compromised });
    process.stdout.write(`Khóa mới / new key: ${kid}\n`);
  } finally {
    await source.destroy();
  }
}

main(process.argv.includes('--compromised')).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
