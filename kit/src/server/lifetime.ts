/** Lifetimes: what was started last is stopped first, and a signal stops everything once. */
import type { Log } from '../log/index.js';

export class Disposal {
  private readonly stack: { name: string; dispose: () => unknown }[] = [];
  private ended: Promise<void> | undefined;

  /**
   * Registers, and hands the thing back. What comes up while everything is
   * already going down is disposed of at once, and its starter is told.
   */
  add<T>(name: string, thing: T, dispose: (thing: T) => unknown): T {
    if (this.ended) {
      this.ended = this.ended
        .then(() => dispose(thing))
        .then(
          () => undefined,
          () => undefined,
        );
      throw new Error(`${name} came up while everything was going down`);
    }
    this.stack.push({ name, dispose: () => dispose(thing) });
    return thing;
  }

  /** Disposes of everything in reverse order; each failure is told, none stops the rest. */
  end(log?: Log): Promise<void> {
    this.ended ??= (async () => {
      for (const { name, dispose } of this.stack.splice(0).reverse()) {
        try {
          await dispose();
        } catch (err) {
          log?.error({ err, part: name }, 'could not be stopped cleanly');
        }
      }
    })();
    return this.ended;
  }
}

/** Waits for SIGINT or SIGTERM, then disposes; a second signal ends the process at once. */
export function runUntilSignal(dispose: () => Promise<void>, log?: Log): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    log?.info({ signal }, 'stopping');
    void dispose().then(
      () => process.exit(0),
      (err: unknown) => {
        log?.error({ err }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // A part whose parent was killed does not live on alone.
  process.once('disconnect', () => stop('SIGTERM'));
}
