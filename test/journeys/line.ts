/**
 * The line between one browser and the edition: a proxy that can go silent, as
 * a hall's Wi-Fi does. Nothing is refused or closed then; bytes stop.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Line {
  /** For `newContext({ proxy })`. */
  readonly proxy: { readonly server: string };
  /** Nothing passes in either direction. */
  cut(): void;
  /** What the browser says arrives; no answer comes back. */
  deafen(): void;
  /** New connections pass again; those that were silent are gone. */
  mend(): void;
  close(): Promise<void>;
}

export async function openLine(): Promise<Line> {
  let [up, down] = [true, true];
  const pairs = new Set<readonly [browser: Socket, edition: Socket]>();
  const server: Server = createServer((browser) => {
    browser.on('error', () => undefined);
    if (!up) {
      // Accepted by nobody: the browser waits for an answer.
      pairs.add([browser, browser]);
      return;
    }
    browser.once('data', (first) => {
      browser.pause();
      const head = first.toString('latin1');
      const [method, target] = head.split(' ', 2) as [string, string];
      const tunnel = method === 'CONNECT';
      const { hostname, port } = new URL(tunnel ? `http://${target}` : target);
      const edition = connect(Number(port || 80), hostname === 'localhost' ? '127.0.0.1' : hostname);
      const pair = [browser, edition] as const;
      pairs.add(pair);
      const end = (): void => {
        pairs.delete(pair);
        browser.destroy();
        edition.destroy();
      };
      edition.on('error', end).on('close', end);
      browser.on('error', end).on('close', end);
      edition.once('connect', () => {
        if (tunnel) browser.write('HTTP/1.1 200 Connection established\r\n\r\n');
        // One request per connection: the next one may be another's.
        else
          edition.write(
            Buffer.from(
              head
                .replace(target, new URL(target).pathname + new URL(target).search)
                .replace(/\r\n(proxy-)?connection: [^\r]*/gi, '')
                .replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
              'latin1',
            ),
          );
        browser.on('data', (chunk) => up && edition.write(chunk));
        browser.resume();
        edition.on('data', (chunk) => down && browser.write(chunk));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    pairs.clear();
  };
  return {
    proxy: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    cut: () => void ([up, down] = [false, false]),
    deafen: () => void ([up, down] = [true, false]),
    mend() {
      [up, down] = [true, true];
      drop();
    },
    close: () =>
      new Promise((resolve) => {
        drop();
        server.close(() => resolve());
      }),
  };
}
