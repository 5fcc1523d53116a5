#!/usr/bin/env node
/** The command line `nghitruong`; what each command does is in src/cli.ts. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
try {
  require('../dist/cli.js').main(process.argv);
} catch (error) {
  if (error?.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write(
    '✗ Mã nguồn chưa được dựng. Hãy chạy npm start.\n  The sources are not built yet. Run npm start.\n',
  );
  process.exitCode = 1;
}
