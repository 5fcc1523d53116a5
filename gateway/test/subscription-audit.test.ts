/** The audit of federated subscriptions (subscription-audit.suite.ts): of this gateway, or with `AUDIT=hive` of Hive Gateway. */
import type { AuditTarget } from './subscription-audit.suite.js';
import { describeFederatedSubscriptions } from './subscription-audit.suite.js';
import { controlsOf } from './fixtures/controls.js';
import { compose, startFederation } from './fixtures/federation.js';
import { startHive } from './fixtures/hive.js';
import { schemas } from './fixtures/schemas.js';

type Audited = AuditTarget & { end(): Promise<void> };

async function startOurs(): Promise<Audited> {
  const federation = await startFederation({
    upstream: { deadlineMs: 2_000 },
    limits: { perAccount: 1e6, anonymous: 1e6 },
  });
  const running = { ...federation.subgraphs };
  const urls = Object.fromEntries(Object.values(running).map((s) => [s.name, s.url]));
  const { chamber, issuer, world } = federation;
  return {
    url: `${federation.host.url}/graphql`,
    world,
    ...controlsOf(issuer, chamber),
    stop: (name) => running[name].stop(),
    async start(name) {
      running[name] = await federation.start(name, { port: Number(new URL(running[name].url).port) });
    },
    async swap(change) {
      await federation.gateway.useSupergraph(compose({ ...schemas, ...change(schemas) }, urls));
    },
    async reset() {
      chamber.reset();
      await federation.gateway.useSupergraph(federation.sdl);
    },
    end: () => federation.stop(),
  };
}

const [name, start] = process.env['AUDIT'] === 'hive' ? ['Hive Gateway', startHive] : ['our gateway', startOurs];
let audited: Audited;
beforeAll(async () => {
  audited = await start();
}, 120_000);
afterAll(() => audited.end());

describeFederatedSubscriptions(name, () => audited);
