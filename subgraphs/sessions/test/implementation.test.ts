/** The demonstration of what becomes of resolutions: seeded once, and read as everyone reads it. */
import { testContext } from '@nghitruong/kit/testing';
import { sessions } from '../src/index.js';
import { seedImplementation } from '../src/demonstration.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

const ASK = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council {
  resolutions(first: 10, state: PUBLISHED) { edges { node { numberText state illustrative steps { kind doneOn } targets { title standing { light stale } reports { value } } } } }
  resolutionAlarms { edges { node { daysLeft resolution { numberText } } } } } } }`;

describe('old resolutions of the demonstration', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
    const source = await hall.database.open(sessions.owner);
    // Twice: every start of the edition runs it.
    for (let i = 0; i < 2; i += 1) await seedImplementation(source, testContext({}, hall.clock));
  });
  afterAll(() => hall.stop());

  it('are published, with targets on every light, and one that ends with nothing in its place [RES-6 R-RES-09]', async () => {
    const { data, errors } = await hall.ask(ASK, { r: [{ __typename: 'Council', id: hall.councilId }] });
    expect(errors).toBeUndefined();
    const [council] = (data as { _entities: Record<string, { edges: { node: Record<string, unknown> }[] }>[] })
      ._entities;
    const old = council!['resolutions']!.edges.map((e) => e.node).filter((n) => n['state'] === 'PUBLISHED');
    expect(old.map((n) => n['numberText']).sort()).toEqual(['17/NQ-HĐND', '31/2025/NQ-HĐND']);
    expect(old.every((n) => n['illustrative'])).toBe(true);
    const targets = old.flatMap((n) => n['targets'] as { standing: { light: string; stale: boolean } }[]);
    expect(targets.map((t) => t.standing.light).sort()).toEqual(['AMBER', 'GREEN', 'RED']);
    expect(targets.some((t) => t.standing.stale)).toBe(true);
    expect(council!['resolutionAlarms']!.edges.map((e) => e.node)).toEqual([
      { daysLeft: 45, resolution: { numberText: '17/NQ-HĐND' } },
    ]);
  });
});
