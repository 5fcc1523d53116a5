/** The example of a department's page: served beside the data that it speaks of, as invented as they are. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Route } from '@nghitruong/kit/server';
import { headersFor } from './front.js';

const folderOf = (name: string): string => dirname(require.resolve(`@nghitruong/${name}/package.json`));

/** What the example asks, as registered. */
export const departmentDocuments = (): string => join(folderOf('department'), 'documents.json');

export function departmentRoute(): Route {
  const page = join(folderOf('department'), 'page');
  const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
    '/department/': [join(page, 'index.html'), 'text/html; charset=utf-8'],
    '/department/department.js': [join(page, 'department.js'), 'text/javascript; charset=utf-8'],
    '/department/client.js': [join(folderOf('client'), 'dist', 'client.js'), 'text/javascript; charset=utf-8'],
  };
  return {
    prefix: '/department',
    async handle(request, response) {
      const [path, search = ''] = (request.url ?? '').split(/(?=\?)/);
      if (path === '/department') {
        response.writeHead(308, { location: `/department/${search}` }).end();
        return;
      }
      const [file, type] = files[path!] ?? [];
      if (!file || !type) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('Không có trang này. / There is no such page.\n');
        return;
      }
      const text = await readFile(file);
      response.writeHead(200, {
        ...headersFor(request.headers.host),
        'content-type': type,
        'cache-control': 'no-cache',
      });
      response.end(request.method === 'HEAD' ? undefined : text);
    },
  };
}
