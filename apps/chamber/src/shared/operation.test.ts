/** The build's two halves agree: the id that a page sends is the hash of the text that the gateway was given. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import * as operations from '../graph/operations.js';

const documents = JSON.parse(readFileSync(join(__dirname, '../graph/documents.json'), 'utf8')) as Record<
  string,
  string
>;
const sent = Object.values(operations) as { id: string; name: string }[];

it.each(sent.map((o) => [o.name, o.id]))('%s is a trusted document under its own hash', (name, id) => {
  const text = documents[id]!;
  expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
  expect(
    parse(text)
      .definitions.filter((d) => d.kind === 'OperationDefinition')
      .map((d) => d.name?.value),
  ).toEqual([name]);
});

it('trusts nothing that no page sends', () =>
  expect(Object.keys(documents).sort()).toEqual(sent.map((o) => o.id).sort()));

it('asks for nothing of a person in the stream that a whole hall shares', () => {
  const shared = documents[operations.ChamberLive.id]!;
  expect(shared).not.toMatch(/\b(mySeat|myBallotStatus|myVotes|missing|provisionalResult|screens|connected|votes)\b/);
});
