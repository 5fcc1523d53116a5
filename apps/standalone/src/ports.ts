/** Ports: a free one, or one clear sentence about the one that is taken. */
import { createServer } from 'node:net';
import { Sentence } from './data-folder.js';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export function demandPort(port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new Sentence(
            `Cổng ${port} đang có chương trình khác dùng. Chọn cổng khác: npm start -- --port ${port + 1}`,
            `Port ${port} is in use. Choose another: npm start -- --port ${port + 1}`,
          ),
        );
      } else if (error.code === 'EACCES') {
        reject(
          new Sentence(
            `Không được phép mở cổng ${port}. Chọn cổng từ 1024 trở lên bằng --port.`,
            `Port ${port} may not be opened. Choose one from 1024 up with --port.`,
          ),
        );
      } else reject(error);
    });
    probe.listen(port, address, () => probe.close(() => resolve()));
  });
}
