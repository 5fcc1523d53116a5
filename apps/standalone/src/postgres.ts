/**
 * PostgreSQL, kept: a server that ended by itself is started again on its port
 * and its data; what was committed is there, what was not was never answered.
 */
import type { Log } from '@nghitruong/kit/log';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@nghitruong/kit/postgres';

const PAUSE_MS = 200;

export async function keepPostgres(folder: string, log: Log): Promise<EmbeddedPostgres> {
  let current = await startEmbeddedPostgres({ folder, log });
  const { port } = current;
  let stopping = false;
  let over!: (code: number | null) => void;
  const ended = new Promise<number | null>((resolve) => (over = resolve));

  async function watch(): Promise<void> {
    for (;;) {
      const code = await current.ended;
      if (stopping) return over(code);
      log.error({ code }, 'PostgreSQL ended by itself; starting it again');
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        if (stopping) return over(code);
        try {
          // Backends of the killed server may still hold its memory for a moment: it is tried until they are gone.
          current = await startEmbeddedPostgres({ folder, port, log });
          break;
        } catch (err) {
          log.warn({ err }, 'PostgreSQL did not come back yet');
        }
      }
    }
  }
  void watch();
  return {
    port,
    get pid() {
      return current.pid;
    },
    password: current.password,
    url: (database) => current.url(database),
    roleUrl: (role, password, database) => current.roleUrl(role, password, database),
    createDatabase: (name) => current.createDatabase(name),
    ended,
    async stop() {
      stopping = true;
      await current.stop();
    },
  };
}
