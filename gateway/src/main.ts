/**
 * The gateway as a process of its own: settings from the environment, start, stop on a signal.
 */
import { createLog } from '@nghitruong/kit/log';
import { Disposal, runUntilSignal } from '@nghitruong/kit/host';
import { readSettings } from '@nghitruong/kit/settings';
import { serveGateway } from './serve.js';
import { gatewaySettings } from './settings.js';

async function main(): Promise<void> {
  const log = createLog('gateway');
  const disposal = new Disposal();
  runUntilSignal(() => disposal.end(log), log);
  try {
    const { url } = await serveGateway(readSettings(gatewaySettings), disposal, log);
    log.info({ url }, 'ready');
    process.send?.({ ready: true, name: 'gateway', url });
  } catch (err) {
    log.fatal({ err }, 'could not start');
    process.exitCode = 1;
    await disposal.end(log);
  }
}

void main();
