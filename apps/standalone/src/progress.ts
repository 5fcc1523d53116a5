/** Progress: one line a step, with how long it took. */
export interface Progress {
  step<T>(vi: string, en: string, work: () => Promise<T>): Promise<T>;
}

export function createProgress(
  total: number,
  write: (text: string) => void = (t) => void process.stderr.write(t),
): Progress {
  let done = 0;
  return {
    async step(vi, en, work) {
      const since = performance.now();
      const number = `[${++done}/${total}]`;
      const alive = Boolean(process.stderr.isTTY);
      if (alive) write(`${number} ${vi} / ${en} …`);
      try {
        const result = await work();
        const took = `${((performance.now() - since) / 1000).toFixed(1).replace('.', ',')} s`;
        write(`${alive ? '\r\u001b[K' : ''}✓ ${number} ${vi} / ${en} (${took})\n`);
        return result;
      } catch (error) {
        write(`${alive ? '\r\u001b[K' : ''}✗ ${number} ${vi} / ${en}\n`);
        throw error;
      }
    },
  };
}
