/**
 * Identity as a process of its own: settings from the environment, start, stop on a signal.
 */
import { createLog } from '@nghitruong/kit/log';
import { createHost, runUntilSignal } from '@nghitruong/kit/server';
import { readSettings } from '@nghitruong/kit/settings';
import { createIdentity } from './identity.js';
import { readClients } from './openid/client.service.js';
import { settings } from './settings.js';

async function main(): Promise<void> {
  const log = createLog('identity');
  try {
    const given = readSettings(settings);
    const identity = await createIdentity({
      databaseUrl: given.DATABASE_URL,
      origin: given.ORIGIN,
      origins: given.ALLOWED_ORIGINS,
      audience: given.AUDIENCE,
      secret: given.IDENTITY_SECRET,
      cardHours: given.CARD_HOURS,
      clients: readClients(given.OPENID_CLIENTS),
      log,
    });
    const host = await createHost({
      name: 'identity',
      port: given.PORT,
      address: given.HOST,
      log,
      ready: identity.ready,
      routes: [{ prefix: '/id', handle: identity.handle }],
    });
    runUntilSignal(async () => {
      await host.close();
      await identity.close();
    }, log);
    log.info({ url: host.url, issuer: identity.issuer }, 'ready');
    // Told to a parent process, where there is one, so that it need not guess the port.
    process.send?.({ ready: true, name: 'identity', url: host.url });
  } catch (err) {
    log.fatal({ err }, 'could not start');
    process.exitCode = 1;
  }
}

void main();
