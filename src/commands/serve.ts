/** A static server for a built book, under any base: what `npm start` shows and what the browser tests visit. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

export interface Served {
  /** Where the book's home page is, for example `http://localhost:4321/some-fork/`. */
  url: string;
  close(): Promise<void>;
}

/** A base with a slash at both ends: `fork` and `/fork` become `/fork/`. */
export function slashed(base: string): string {
  return `/${base}/`.replace(/\/+/g, '/');
}

/**
 * Serves `folder` at `base` as a static host would: the right content types, `404.html` for what is not there,
 * nothing outside the base.
 * @param port 0 takes any free one
 * @throws when the port is taken
 */
export async function serve(folder: string, base = '/', port = 0): Promise<Served> {
  const prefix = slashed(base);
  const missing = readFileSync(join(folder, '404.html'));
  // As GitHub Pages does: frames whose origin is opaque, and notebooks, may load the scripts.
  const setHeaders = (response: ServerResponse) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
  };
  const files = sirv(folder, { etag: true, extensions: ['html'], setHeaders });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' }).end(missing);
    };
    const url = request.url ?? '/';
    if (url === prefix.slice(0, -1)) response.writeHead(308, { Location: prefix }).end();
    else if (!url.startsWith(prefix)) notFound();
    else {
      request.url = url.slice(prefix.length - 1);
      files(request, response, notFound);
    }
  });
  await listen(server, port);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
}
