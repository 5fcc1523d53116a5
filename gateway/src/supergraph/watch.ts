/** Watching a file by its modification time: works on every file system, mounted volumes and renamed-over files included. */
import { unwatchFile, watchFile } from 'node:fs';

export function watch(file: string, everyMs: number, changed: () => void): () => void {
  const look = (now: { mtimeMs: number; size: number }, before: { mtimeMs: number; size: number }): void => {
    if (now.mtimeMs !== 0 && (now.mtimeMs !== before.mtimeMs || now.size !== before.size)) changed();
  };
  watchFile(file, { interval: everyMs, persistent: false }, look);
  return () => unwatchFile(file, look);
}
