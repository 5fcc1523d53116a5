/** The command line `nghitruong`. Each command says what it did, or one sentence why not. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { Fault } from '@nghitruong/kit/errors';
import { createLog } from '@nghitruong/kit/log';
import { PluginRefused } from '@nghitruong/kit/plugin';
import { readSettings, SettingsError } from '@nghitruong/kit/settings';
import { version } from '../package.json';
import { Sentence } from './data-folder.js';
import type { GatewayFlags } from './gateway-alone.js';
import { settings } from './settings.js';

interface StartFlags {
  port?: string;
  data?: string;
  fresh?: boolean;
  lan?: boolean;
  processes?: boolean;
  sessions: string;
  plugins?: string;
  load: string;
  json?: boolean;
  demonstration: boolean;
}

export function main(argv: readonly string[]): void {
  const program = new Command('nghitruong')
    .description('Nghị Trường: hệ thống của Hội đồng nhân dân / the system of a People’s Council')
    .version(version);

  program
    .command('start')
    .description('khởi động tất cả trên một máy / start everything on one machine')
    .option('--port <n>', 'cổng của trang / port of the pages')
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .option('--fresh', 'xóa dữ liệu cũ và làm lại từ đầu / begin anew, the old data is deleted')
    .option('--lan', 'phục vụ cả hội trường qua HTTPS / serve the hall from one HTTPS origin')
    .option('--processes', 'mỗi phần một tiến trình / each part as its own process')
    .option('--sessions <n>', 'số tiến trình kỳ họp, cùng --processes / sessions processes, with --processes', '1')
    .option('--plugins <names>', 'mô-đun được bật, cách nhau dấu phẩy / enabled plug-ins; "" for none')
    .option('--load <seats>', 'thêm hội đồng lớn để thử tải / add a larger council for load', '0')
    .option('--no-demonstration', 'không nạp dữ liệu minh họa / without illustrative data')
    .option('--json', 'in kết quả dạng JSON trên một dòng / print the result as one line of JSON')
    .action(async (flags: StartFlags) => sentence(() => start(flags)));

  program
    .command('dev')
    .description('như start, tự khởi động lại khi mã đổi / as start, restarts when sources change')
    .allowUnknownOption()
    .argument('[options...]', 'như của start / as of start')
    .action(async (_options, _flags, command: Command) => {
      const { dev } = await import('./dev.js');
      await dev(command.args);
    });

  program
    .command('seed')
    .description('nạp dữ liệu rồi dừng / load the data and stop')
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .option('--load <seats>', 'thêm hội đồng lớn để thử tải / add a larger council for load', '0')
    .option('--no-demonstration', 'chỉ dữ liệu thật / real data only')
    .action(async (flags: { data?: string; load: string; demonstration: boolean }) =>
      sentence(async () => {
        const edition = await begin({ ...flags, sessions: '1', port: '0' });
        await edition.stop();
        process.stderr.write('✓ Đã nạp dữ liệu / Data loaded\n');
      }),
    );

  program
    .command('gateway')
    .description('cổng chung cho một tệp supergraph bất kỳ / the gateway for any Federation 2 supergraph file')
    .requiredOption('--supergraph <file>', 'tệp supergraph, được theo dõi / the supergraph file, watched')
    .option('--port <n>', 'cổng / port', '4000')
    .option('--host <address>', 'địa chỉ lắng nghe / address to listen on; 127.0.0.1')
    .option(
      '--subgraph <name=url>',
      'địa chỉ khác của một phần, nhắc lại được / another address of a subgraph, repeatable',
      (one: string, all: string[]) => [...all, one],
      [] as string[],
    )
    .option('--open', 'không hỏi danh tính, chỉ trên máy này / asks nobody who they are, this machine only')
    .option('--json', 'in kết quả dạng JSON trên một dòng / print the result as one line of JSON')
    .action(async (flags: GatewayFlags) =>
      sentence(async () => {
        const { runGateway } = await import('./gateway-alone.js');
        await runGateway(flags);
      }),
    );

  const documents = program
    .command('documents')
    .description('câu hỏi mà ứng dụng của một cơ quan được hỏi / what a department’s app may ask');
  const registerFlags = (command: Command): Command =>
    command
      .option('--data <folder>', 'thư mục dữ liệu / data folder')
      .option(
        '--to <file>',
        'một tệp của TRUSTED_DOCUMENTS thay thư mục dữ liệu / a file of TRUSTED_DOCUMENTS instead',
      );
  registerFlags(documents.command('add <file...>'))
    .description(
      'đăng ký thao tác trong tệp .graphql hoặc .json, sau khi kiểm tra như ở cổng / register the operations of .graphql or .json files, examined as at the door',
    )
    .option('--supergraph <file>', 'lược đồ để kiểm tra / the supergraph to examine against')
    .option('--plugins <names>', 'mô-đun được bật, cách nhau dấu phẩy / enabled plug-ins; "" for none')
    .action(async (files: string[], flags: { data?: string; to?: string; supergraph?: string; plugins?: string }) =>
      sentence(async () => {
        const { addDocuments } = await import('./documents.js');
        const own = readSettings(settings);
        const { registered, refused } = await addDocuments(files, {
          data: flags.data ?? own.NGHITRUONG_DATA,
          plugins: flags.plugins === undefined ? own.PLUGINS : flags.plugins.split(',').filter(Boolean),
          ...(flags.to && { to: flags.to }),
          ...(flags.supergraph && { supergraph: flags.supergraph }),
        });
        if (refused.length === 0) {
          for (const { id, kind, name, known } of registered)
            process.stdout.write(`✓ ${id} ${kind} ${name}${known ? ' (đã có / known)' : ''}\n`);
          return;
        }
        for (const { file, name, vi, en } of refused)
          process.stderr.write(`✗ ${file}${name && ` · ${name}`}\n  ${vi}\n  ${en}\n`);
        process.stderr.write(
          '\nChưa đăng ký gì; những gì đã đăng ký trước đó vẫn còn.\nNothing was registered; what was registered before is kept.\n',
        );
        process.exitCode = 1;
      }),
    );
  registerFlags(documents.command('list'))
    .description('in những gì đã đăng ký / print what is registered')
    .action(async (flags: { data?: string; to?: string }) =>
      sentence(async () => {
        const { listDocuments, registerOf } = await import('./documents.js');
        const data = flags.data ?? readSettings(settings).NGHITRUONG_DATA;
        for (const { id, name } of listDocuments(registerOf({ data, ...(flags.to && { to: flags.to }) })))
          process.stdout.write(`${id} ${name}\n`);
      }),
    );

  program
    .command('doctor')
    .description('kiểm tra máy này / check this machine')
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .option('--port <n>', 'cổng / port')
    .action(async (flags: { data?: string; port?: string }) => {
      const { doctor } = await import('./doctor.js');
      const own = readSettings(settings);
      process.exitCode = (await doctor({
        data: flags.data ?? own.NGHITRUONG_DATA,
        port: Number(flags.port ?? own.NGHITRUONG_PORT),
      }))
        ? 0
        : 1;
    });

  program
    .command('cards')
    .description(
      'in thẻ vào hội trường cho mọi đại biểu của một phiên họp / print cards for every delegate of a sitting',
    )
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .option('--sitting <id>', 'phiên họp; nếu không ghi là phiên minh họa / the sitting; else the demonstration’s own')
    .option('--desk', 'thêm thẻ của Chủ tọa, Thư ký và màn hình / also for chair, secretary and the display')
    .option('--out <file>', 'tệp HTML để in / HTML file to print', 'cards.html')
    .option('--json', 'in thẻ dạng JSON / print the cards as JSON')
    .action(async (flags: { data?: string; sitting?: string; desk?: boolean; out: string; json?: boolean }) =>
      sentence(async () => {
        const { issueAllCards } = await import('./cards.js');
        const cards = await issueAllCards(flags.data ?? readSettings(settings).NGHITRUONG_DATA, {
          ...(flags.sitting !== undefined && { sittingId: flags.sitting }),
          desk: flags.desk ?? false,
        });
        if (flags.json) return void process.stdout.write(`${JSON.stringify(cards.cards)}\n`);
        writeFileSync(flags.out, cards.html, { mode: 0o600 });
        process.stderr.write(`✓ ${cards.cards.length} thẻ / cards: ${flags.out}\n`);
      }),
    );

  program
    .command('rehearse')
    .description(
      'tập dượt cả một phiên với đại biểu mô phỏng và sự cố, trên hệ thống đang chạy / rehearse a whole sitting with simulated delegates and mishaps, on the running edition',
    )
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .option('--polls <n>', 'số dự thảo được biểu quyết / drafts put to the vote', '3')
    .option('--pace <n>', 'nhịp, 1 là phiên thật / pace, 1 is a real sitting', '1')
    .option('--mishaps <n>', 'bao nhiêu đại biểu trong 100 gặp sự cố / delegates of a hundred with a mishap', '25')
    .option('--seed <n>', 'cùng số thì cùng sự cố / the same number gives the same mishaps', '1')
    .action(async (flags: { data?: string; polls: string; pace: string; mishaps: string; seed: string }) =>
      sentence(async () => {
        const { rehearse } = await import('./rehearse/rehearsal.js');
        const agrees = await rehearse({
          data: flags.data ?? readSettings(settings).NGHITRUONG_DATA,
          polls: Number(flags.polls),
          pace: Number(flags.pace),
          mishaps: Number(flags.mishaps),
          seed: Number(flags.seed),
          say: (line) => void process.stdout.write(`${line}\n`),
        });
        process.exitCode = agrees ? 0 : 1;
      }),
    );

  program
    .command('export [poll]')
    .description(
      'xuất hồ sơ một cuộc biểu quyết; không ghi mã thì liệt kê các cuộc / export one poll as JSON on standard output; without an id, list the polls',
    )
    .option('--data <folder>', 'thư mục dữ liệu / data folder')
    .action(async (poll: string | undefined, flags: { data?: string }) =>
      sentence(async () => {
        const { exportFrom, pollsOf } = await import('./verify.js');
        const data = flags.data ?? readSettings(settings).NGHITRUONG_DATA;
        if (poll !== undefined)
          return void process.stdout.write(`${JSON.stringify(await exportFrom(data, poll), null, 1)}\n`);
        for (const { id, state, openedOn, title } of await pollsOf(data))
          process.stdout.write(`${id}  ${openedOn}  ${state.padEnd(9)}  ${title}\n`);
      }),
    );

  program
    .command('verify <file>')
    .description(
      'tính lại chuỗi và kết quả của một cuộc biểu quyết từ bản xuất, không cần mạng / recompute a poll’s chain and tally from an export, offline',
    )
    .action(async (file: string) =>
      sentence(async () => {
        const { verifyFile } = await import('./verify.js');
        process.exitCode = verifyFile(file) ? 0 : 1;
      }),
    );

  program.parseAsync([...argv]).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 1;
  });
}

async function begin(flags: Partial<StartFlags> & { sessions: string; load: string; demonstration: boolean }) {
  const { startEdition, STEPS } = await import('./edition.js');
  const { createProgress } = await import('./progress.js');
  const own = readSettings(settings);
  return startEdition({
    data: flags.data ?? own.NGHITRUONG_DATA,
    port: Number(flags.port ?? own.NGHITRUONG_PORT),
    fresh: flags.fresh ?? false,
    lan: flags.lan ?? false,
    processes: flags.processes ?? false,
    sessions: Number(flags.sessions),
    plugins: flags.plugins === undefined ? own.PLUGINS : flags.plugins.split(',').filter(Boolean),
    demonstration: flags.demonstration,
    load: Number(flags.load),
    ...(own.NGHITRUONG_HOSTNAME && { hostname: own.NGHITRUONG_HOSTNAME }),
    audience: own.AUDIENCE,
    ...(own.OTEL_EXPORTER_OTLP_ENDPOINT && { tracesTo: own.OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(own.NATS_URL && { nats: { url: own.NATS_URL, ...(own.NATS_CREDS && { credentialsFile: own.NATS_CREDS }) } }),
    ...(own.ISSUER && own.JWKS_URL && { issuer: { url: own.ISSUER, jwks: own.JWKS_URL } }),
    tls: { ...(own.TLS_CERT && { cert: own.TLS_CERT }), ...(own.TLS_KEY && { key: own.TLS_KEY }) },
    progress: createProgress(STEPS),
    log: createLog('nghitruong', process.env['LOG_LEVEL'] ?? 'warn'),
  });
}

async function start(flags: StartFlags): Promise<void> {
  const { runUntilSignal } = await import('@nghitruong/kit/server');
  const { drawCodes, drawTable } = await import('./table.js');
  let stopEarly = false;
  const early = (): void => void (stopEarly = true);
  process.once('SIGINT', early).once('SIGTERM', early);
  const edition = await begin(flags);
  process.off('SIGINT', early).off('SIGTERM', early);
  if (stopEarly) return edition.stop();
  runUntilSignal(async () => {
    process.stderr.write('\nĐang dừng / Stopping …\n');
    await edition.stop();
    process.stderr.write('✓ Đã dừng, dữ liệu được giữ / Stopped, the data is kept\n');
  });
  if (flags.json) {
    const { origin, graph, links, postgres } = edition;
    process.stdout.write(
      `${JSON.stringify({ origin, graph, links, postgres, processes: edition.processes.map((p) => ({ name: p.name, url: p.url, pid: p.pid() })) })}\n`,
    );
    return;
  }
  const columns = process.stdout.columns ?? 0;
  if (columns) process.stdout.write(`\n${await drawCodes(edition.links, columns)}`);
  process.stdout.write(
    `\nNghị Trường – dữ liệu minh họa / illustrative data\n\n${drawTable(edition.links)}\n\n  Ctrl-C để dừng / to stop\n`,
  );
}

/** Runs, and turns a known failure into its one sentence. */
async function sentence(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Fault) process.stderr.write(`\n✗ ${error.message}\n  ${String(error.extensions['en'])}\n`);
    else if (error instanceof Sentence || error instanceof SettingsError || error instanceof PluginRefused)
      process.stderr.write(`\n✗ ${error.message}\n`);
    else throw error;
    process.exitCode = 1;
  }
}
