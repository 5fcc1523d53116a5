/** The audit of federated subscriptions (subscription-audit.suite.ts), of this gateway. */
import type { AuditTarget } from './subscription-audit.suite.js';
import { describeFederatedSubscriptions } from './subscription-audit.suite.js';
import { compose, startFederation, type Federation } from './fixtures/federation.js';
import { schemas } from './fixtures/schemas.js';
import type { Subgraph } from './fixtures/subgraph.js';

let federation: Federation;
let running: Record<keyof typeof schemas, Subgraph>;
let urls: Record<string, string>;
beforeAll(async () => {
  federation = await startFederation({ upstream: { deadlineMs: 2_000 }, limits: { perAccount: 1e6, anonymous: 1e6 } });
  running = { ...federation.subgraphs };
  urls = Object.fromEntries(Object.values(running).map((s) => [s.name, s.url]));
});
afterAll(() => federation.stop());

const target: AuditTarget = {
  get url() {
    return `${federation.host.url}/graphql`;
  },
  get world() {
    return federation.world;
  },
  greeting: async (grants, seconds) =>
    grants.length === 0
      ? {}
      : {
          token: await federation.issuer.token({
            sub: JSON.stringify(grants),
            grants,
            ...(seconds && { expiresInSeconds: seconds }),
          }),
        },
  emit: (event) => federation.chamber.emit(event),
  complete: () => federation.chamber.complete(),
  refuse: (error) => federation.chamber.refuse(error),
  subscribers: (count) => federation.chamber.subscribers(count),
  stop: (name) => running[name].stop(),
  async start(name) {
    running[name] = await federation.start(name, { port: Number(new URL(running[name].url).port) });
  },
  async swap(change) {
    await federation.gateway.useSupergraph(compose({ ...schemas, ...change(schemas) }, urls));
  },
  async reset() {
    federation.chamber.reset();
    await federation.gateway.useSupergraph(federation.sdl);
  },
};

describeFederatedSubscriptions('our gateway', () => target);
