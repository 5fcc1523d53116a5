import { Disposal } from './index.js';

it('disposes in reverse order, once, and goes on after a failure', async () => {
  const said: string[] = [];
  const disposal = new Disposal();
  disposal.add('first', 'first', (t) => said.push(t));
  disposal.add('bad', 'bad', () => {
    throw new Error('bad');
  });
  disposal.add('last', 'last', (t) => said.push(t));
  await Promise.all([disposal.end(), disposal.end()]);
  expect(said).toEqual(['last', 'first']);
});

it('what comes up while everything is going down does not stay up', async () => {
  const said: string[] = [];
  const disposal = new Disposal();
  await disposal.end();
  expect(() => disposal.add('late', 'late', (t) => said.push(t))).toThrow('late');
  await disposal.end();
  expect(said).toEqual(['late']);
});
