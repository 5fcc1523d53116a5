import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

const CHAMBER = 'subscription Watch($s: ID!) { chamber(sittingId: $s) { step watching council { name members { name } } } }';

let federation: Federation;
beforeEach(async () => {
  federation = await startFederation();
});
afterEach(() => federation.stop());

const chamber = (step: number) => ({ __typename: 'Chamber', step, watching: 'all', council: federation.world.bodies[0], item: null });

it('completes each event from the other subgraphs', async () => {
  const viewer = await Viewer.open(federation);
  viewer.subscribe('1', CHAMBER, { s: 'x' });
  await federation.chamber.subscribers(1);
  federation.chamber.emit({ chamber: chamber(1) });
  expect(await viewer.data()).toMatchObject({ chamber: { step: 1, council: { name: 'HĐND "thành phố"' } } });
});
