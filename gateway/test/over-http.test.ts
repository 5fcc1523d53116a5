/** GraphQL over HTTP, as its own audit suite sees it: everything required and everything recommended. */
import { serverAudits } from 'graphql-http';
import { startFederation, type Federation } from './fixtures/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

const audits = serverAudits({ url: () => `${federation.host.url}/graphql` });
const counted = audits.filter(({ name }) => !/^MAY/.test(name));

test('the suite has not shrunk', () => expect(counted.length).toBeGreaterThanOrEqual(35));

test.each(counted.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_, __, audit) => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});
