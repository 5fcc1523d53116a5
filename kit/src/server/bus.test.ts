import { readSettings, SettingsError } from '../settings/index.js';
import { busSettings, openBus } from './bus.js';

const open = async (env: Record<string, string>): Promise<void> => {
  const bus = await openBus({ ...readSettings(busSettings, env), DATABASE_URL: '' });
  await bus.close();
};

it('a bus of one process needs nothing', () => open({ BUS: 'memory' }));

it.each([
  ['NATS_URL', { BUS: 'nats' }],
  ['NATS_URL', { BUS: 'nats', NATS_URL: '' }],
  ['NATS_URL', { BUS: 'nats', NATS_URL: 'http://s3cret@a' }],
  ['NATS_CREDS', { BUS: 'nats', NATS_URL: 'nats://127.0.0.1:1', NATS_CREDS: '/nowhere/bus.creds' }],
  ['BUS', { BUS: 'rabbit' }],
])('one sentence in both languages names %s', async (name, env) => {
  const refused = await open(env as Record<string, string>).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SettingsError);
  expect(String(refused)).toContain(`Cấu hình ${name} không hợp lệ`);
  expect(String(refused)).toContain(`Setting ${name} is not valid`);
  expect(String(refused)).not.toContain('s3cret');
});
