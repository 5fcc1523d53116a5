/** Which bus a process is on: settings become the bus. */
import { access } from 'node:fs/promises';
import { createMemoryBus, createNatsBus, createPostgresBus, natsServers, type Bus } from '../bus/index.js';
import type { Log } from '../log/index.js';
import { choice, defineSettings, optionalText, SettingsError, type SettingsOf } from '../settings/index.js';

export const natsSettings = defineSettings({
  NATS_URL: {
    schema: optionalText(natsServers),
    doc: 'NATS servers, `nats://` or `tls://host:4222`, separated by commas; `name:password@` or `token@` before the host where they ask for one.',
    secret: true,
  },
  NATS_CREDS: { schema: optionalText(), doc: 'File of credentials for NATS (JWT and seed), where it asks for one.' },
});

export const busSettings = defineSettings({
  BUS: {
    schema: choice(['memory', 'postgres', 'nats'], 'postgres'),
    doc: 'How processes tell each other to look again: `memory` within one process, `postgres` between several, `nats` between several machines (with NATS_URL).',
  },
  ...natsSettings,
});

/** @throws SettingsError */
export async function openBus(
  settings: SettingsOf<typeof busSettings> & { readonly DATABASE_URL: string },
  log?: Log,
): Promise<Bus> {
  const { BUS, DATABASE_URL, NATS_URL, NATS_CREDS } = settings;
  if (BUS === 'memory') return createMemoryBus(log);
  if (BUS === 'postgres') return createPostgresBus(DATABASE_URL, log);
  if (NATS_URL === undefined) throw wrong('NATS_URL', 'BUS=nats mà không có địa chỉ', 'BUS=nats and no address');
  if (NATS_CREDS !== undefined)
    await access(NATS_CREDS).catch(() => {
      throw wrong('NATS_CREDS', 'không đọc được tệp', 'the file cannot be read');
    });
  return createNatsBus({ url: NATS_URL, ...(NATS_CREDS && { credentialsFile: NATS_CREDS }) }, log);
}

const wrong = (name: string, vi: string, en: string): SettingsError =>
  new SettingsError(`Cấu hình ${name} không hợp lệ (${vi}). / Setting ${name} is not valid (${en}).`);
