/** Pages of somebody else, to embed figures in: served from 127.0.0.1, another site than the book's own localhost. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface HostFile {
  body: string;
  headers?: Record<string, string>;
}

/**
 * Serves a page at `/`, and further files by path, until the test has ended; gives the page's address. A page is HTML
 * as the host would send it, with the headers of its own (its content security policy, for example).
 */
export async function hostPage(page: HostFile, files: Record<string, HostFile> = {}): Promise<string> {
  const all: Record<string, HostFile> = { '/': page, ...files };
  const server = createServer((request, response) => {
    const file = all[(request.url ?? '/').replace(/\?.*/, '')];
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/html;charset=utf-8', ...file.headers }).end(file.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
