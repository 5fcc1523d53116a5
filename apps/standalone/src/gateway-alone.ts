/**
 * `nghitruong gateway`: the one door for any Federation 2 supergraph file.
 *
 * With `--open` nobody is asked who they are, on this machine only; without it
 * identity, documents and signatures are those of the gateway's own settings.
 */
import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { gatewaySettings, NotLoopback, openGateway, routingSettings, serveGateway } from '@nghitruong/gateway';
import { subgraphUrls } from '@nghitruong/gateway';
import { createLog } from '@nghitruong/kit/log';
import { Disposal, runUntilSignal } from '@nghitruong/kit/server';
import { readSettings } from '@nghitruong/kit/settings';
import { Sentence } from './data-folder.js';

export interface GatewayFlags {
  readonly supergraph: string;
  readonly port: string;
  readonly host?: string;
  readonly subgraph: readonly string[];
  readonly open?: boolean;
  readonly json?: boolean;
}

export async function runGateway(flags: GatewayFlags): Promise<void> {
  const supergraph = resolve(flags.supergraph);
  // On standard error: the other one carries the address. Why it cannot start is one sentence, not a line of JSON.
  const log = createLog('gateway', process.env['LOG_LEVEL'] ?? 'silent', process.stderr);
  const disposal = new Disposal();
  runUntilSignal(() => disposal.end(log), log);
  const env = {
    ...process.env,
    PORT: flags.port,
    SUPERGRAPH: supergraph,
    ...(flags.host && { HOST: flags.host }),
    ...(flags.subgraph.length > 0 && { SUBGRAPH_URLS: flags.subgraph.join(',') }),
  };
  try {
    readable(supergraph);
    const { url } = flags.open
      ? await openWith(readSettings(routingSettings, env), disposal, log)
      : await serveGateway(readSettings(gatewaySettings, env), disposal, log);
    if (!process.env['LOG_LEVEL']) log.level = 'warn';
    if (flags.json) process.stdout.write(`${JSON.stringify({ graph: `${url}/graphql` })}\n`);
    else process.stdout.write(`✓ ${url}/graphql\n  Ctrl-C để dừng / to stop\n`);
  } catch (error) {
    await disposal.end(log);
    throw inOneSentence(error, supergraph);
  }
}

const openWith = (
  s: ReturnType<typeof readSettings<typeof routingSettings>>,
  disposal: Disposal,
  log: ReturnType<typeof createLog>,
) =>
  openGateway(
    {
      supergraph: s.SUPERGRAPH,
      port: s.PORT,
      address: s.HOST,
      subgraphUrls: subgraphUrls(s.SUBGRAPH_URLS),
      planner: s.PLANNER,
      allowedOrigins: s.ALLOWED_ORIGINS,
      upstream: { deadlineMs: s.SUBGRAPH_DEADLINE_MS, connections: s.SUBGRAPH_CONNECTIONS },
    },
    disposal,
    log,
  );

function readable(file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new Sentence(
      `Không đọc được tệp supergraph «${file}». Hãy kiểm tra đường dẫn.`,
      `The supergraph file “${file}” cannot be read. Check the path.`,
    );
  }
}

function inOneSentence(error: unknown, supergraph: string): unknown {
  if (error instanceof NotLoopback)
    return new Sentence(
      `Cổng mở (--open) không hỏi danh tính nên chỉ phục vụ trên máy này; «${error.message}» không phải địa chỉ loopback. Hãy bỏ --host, hoặc bỏ --open và đặt ISSUER, JWKS_URL, GATEWAY_PRIVATE_KEY.`,
      `The open gateway (--open) asks nobody who they are, so it serves this machine only; “${error.message}” is not a loopback address. Leave out --host, or leave out --open and set ISSUER, JWKS_URL, GATEWAY_PRIVATE_KEY.`,
    );
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE')
    return new Sentence(
      'Cổng này đang được dùng. Hãy chọn cổng khác bằng --port.',
      'The port is in use. Choose another one with --port.',
    );
  if (message?.startsWith('SUBGRAPH_URLS'))
    return new Sentence(
      `--subgraph cần dạng tên=địa-chỉ, ví dụ --subgraph products=http://127.0.0.1:4001/graphql.`,
      `--subgraph takes name=url, as in --subgraph products=http://127.0.0.1:4001/graphql.`,
    );
  if (error instanceof Error && /GraphQLError|supergraph/i.test(`${error.name} ${error.message}`))
    return new Sentence(
      `Tệp «${supergraph}» không phải supergraph Federation 2 dùng được: ${error.message}`,
      `The file “${supergraph}” is not a Federation 2 supergraph that can be served: ${error.message}`,
    );
  return error;
}
