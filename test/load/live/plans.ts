/** Distinct operations without end, as a caller sends them who writes values into the text: what is kept of them is bounded. */
import { steady, tell } from './memory.js';
import { aim, type LivePromise } from './promise.js';
import { startSystem, type Probed } from './system.js';

const CONNECTIONS = 16;
const PARTS = 10;
const MOST_AD_HOC = 500;

export const plans: LivePromise = async ({ operations }) => {
  const system = await startSystem({ RATE_PER_ACCOUNT: '1000000000' });
  try {
    const known = await system.counted('gateway_documents');
    process.stdout.write(
      `plans: ${operations} operations, each another one; after each ${operations / PARTS}, collected\n`,
    );
    const held: Probed[] = [];
    let next = 0;
    let most = 0;
    for (let part = 1; part <= PARTS; part++) {
      const began = performance.now();
      // A token of its own for each part: the whole takes longer than one lasts.
      const token = await system.developer();
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          while (next < (operations / PARTS) * part) {
            const i = next++;
            const query = `query Q${i} { now${i}: chamberNow(sittingId: "s${i}") { step revision poll { title turnout { recorded } } } }`;
            const answer = await system.ask(JSON.stringify({ query }), token);
            if (!answer.includes(`"now${i}"`)) throw new Error(answer);
          }
        }),
      );
      const perSecond = operations / PARTS / ((performance.now() - began) / 1_000);
      const documents = await system.counted('gateway_documents');
      most = Math.max(most, documents - known);
      held.push(await system.probe({ collect: true }));
      tell(part, held.at(-1)!, `${documents - known} documents kept, ${perSecond.toFixed(0)}/s`);
    }
    aim(`documents of callers' own kept ≤ ${MOST_AD_HOC}`, String(most), most <= MOST_AD_HOC);
    steady(held);
  } finally {
    await system.end();
  }
};
