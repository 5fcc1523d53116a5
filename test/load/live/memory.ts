/** A million requests, and what the gateway holds after each tenth of them: it must not grow. */
import { aim, MB, type LivePromise } from './promise.js';
import { startSystem, type Probed } from './system.js';

const CONNECTIONS = 32;
const PARTS = 10;
/** Beyond noise. */
const STEADY = 8e6;

export const memory: LivePromise = async ({ requests }) => {
  const system = await startSystem({ RATE_PER_ACCOUNT: '1000000000' });
  try {
    // Each asks as somebody else: equal questions of one caller would be answered together.
    const tokens = await system.tokens(CONNECTIONS);
    const bodies = [
      { documentId: system.documentId('ChamberNow'), variables: { sittingId: 'sitting' } },
      {
        documentId: system.documentId('Cast'),
        variables: { pollId: 'poll', choice: 'FOR', ballotKey: 'key', press: 1 },
      },
    ].map((b) => JSON.stringify(b));
    process.stdout.write(
      `memory: ${requests} requests over HTTP, ${CONNECTIONS} at once; after each ${requests / PARTS}, collected\n`,
    );
    const held: Probed[] = [];
    for (let part = 0; part < PARTS; part++) {
      let left = Math.round(requests / PARTS);
      const began = performance.now();
      await Promise.all(
        tokens.map(async (token) => {
          while (left-- > 0) {
            const answer = await system.ask(bodies[left % bodies.length]!, token);
            if (answer.includes('"errors"')) throw new Error(answer);
          }
        }),
      );
      const perSecond = requests / PARTS / ((performance.now() - began) / 1_000);
      held.push(await system.probe({ collect: true }));
      tell(part + 1, held.at(-1)!, `${perSecond.toFixed(0)}/s`);
    }
    steady(held);
  } finally {
    await system.end();
  }
};

export function tell(part: number, { rss, heapUsed }: Probed, more: string): void {
  process.stdout.write(`    ${String(part).padStart(2)}: heap ${MB(heapUsed)}, RSS ${MB(rss)}, ${more}\n`);
}

/** From the second tenth on: the first fills what is bounded. */
export function steady(held: readonly Probed[]): void {
  const grown = held.at(-1)!.heapUsed - held[1]!.heapUsed;
  aim('heap steady from the second tenth to the last', `${(grown / 1e6).toFixed(1)} MB more`, grown <= STEADY);
  const rss = held.at(-1)!.rss - held[1]!.rss;
  process.stdout.write(`    RSS ${(rss / 1e6).toFixed(0)} MB more\n`);
}
