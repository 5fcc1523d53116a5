import { startFederation, type Federation } from './fixtures/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

it('joins entities over three subgraphs', async () => {
  const { data, errors } = await federation.ask(`{ body(id: "c1") { __typename id name ... on Council { seats currentPoll { title leader { name petitions { title } } } members { name votes(first: 1) { choice } } } } }`);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ body: { __typename: 'Council', seats: 68, currentPoll: { title: 'Nghị quyết số 1', leader: null } } });
  expect((data!['body'] as { members: unknown[] }).members).toHaveLength(4);
});
