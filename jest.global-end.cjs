const { rmSync } = require('node:fs');

module.exports = async () => {
  const started = globalThis.__NGHITRUONG_POSTGRES__;
  if (!started) return;
  await started.postgres.stop();
  rmSync(started.folder, { recursive: true, force: true });
};
