/** A delegate reads whether their own name stands under a request; nobody else's answer says it for them. */
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.stop());

test('is one’s own signature, and only that [SES-1]', async () => {
  const request = await hall.ok(
    `mutation ($input: RaiseSessionRequestInput!) { raiseSessionRequest(input: $input) { ... on SessionRequest { id } } }`,
    {
      input: {
        councilId: hall.councilId,
        requestedBy: 'DELEGATES',
        wants: 'SPECIAL_SESSION',
        subject: 'Xem xét giá đất',
      },
    },
    await hall.token('SESSION_SECRETARY'),
  );
  const signed = async (token: string): Promise<unknown> => {
    const { data } = await hall.ask<{ _entities: [{ sessionRequests: { edges: { node: Data }[] } }] }>(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { sessionRequests(first: 5) { edges { node { signedByMe } } } } } }`,
      { r: [{ __typename: 'Council', id: hall.councilId }] },
      { token },
    );
    return data!._entities[0].sessionRequests.edges[0]!.node['signedByMe'];
  };
  const as = (seat: FixtureSeat): Promise<string> => hall.token('DELEGATE', { seat });
  const [one, other] = [await as(hall.seats[0]!), await as(hall.seats[1]!)];
  expect([await signed(one), await signed(other)]).toEqual([false, false]);
  await hall.ok(
    `mutation ($id: ID!) { signSessionRequest(input: { requestId: $id }) { __typename } }`,
    { id: request['id'] },
    one,
  );
  expect([await signed(one), await signed(other), await signed(await hall.token('SESSION_SECRETARY'))]).toEqual([
    true,
    false,
    false,
  ]);
});
