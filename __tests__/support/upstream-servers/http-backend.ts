/** Git over http or https on a free port of loopback: `git http-backend` as a CGI program, or the answer a test gives instead. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Children } from './children.ts';
import type { Server } from './git-daemon.ts';

const here = join(import.meta.dirname.replace(/([\\/])lib([\\/]__tests__)/, '$2'));
/** What a client must trust: GIT_SSL_CAINFO. */
export const certificate = join(here, 'localhost.crt');

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Asked {
  method: string;
  url: string;
  /** How many requests there were, with this one. */
  count: number;
  credentials: string[];
}

export interface HttpServer extends Server {
  /** Every request: method and path with its query. */
  readonly requests: string[];
  /** The Authorization headers of each request, as they came. */
  readonly credentials: string[][];
  /** Decides what is answered instead of git's answer, and when. Undefined: git answers. */
  answerInstead: (request: Asked) => Answer | undefined | Promise<Answer | undefined>;
}

export interface HttpOptions {
  tls?: boolean;
  /** The only password that is let in, for whatever user. */
  password?: string;
}

export async function startHttpBackend(root: string, { tls = false, password }: HttpOptions = {}): Promise<HttpServer> {
  const children = new Children();
  const mayEnter = (header = '') => password === undefined || atob(header.replace(/^Basic /, '')).endsWith(`:${password}`);

  const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    const credentials = request.rawHeaders.flatMap((name, at, all) =>
      /^authorization$/i.test(name) && at % 2 === 0 ? [all[at + 1] ?? ''] : [],
    );
    it.requests.push(`${method} ${url}`);
    it.credentials.push(credentials);
    const instead =
      (await it.answerInstead({ method, url, count: it.requests.length, credentials })) ??
      (mayEnter(credentials[0]) ? undefined : { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="test"' } });
    if (instead) {
      request.resume();
      response.writeHead(instead.status, instead.headers).end(instead.body ?? '');
      return;
    }
    if (method === 'GET') it.fetches.push(url.replace(/\/info\/refs\?.*/, ''));
    serve(request, response);
  };

  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://127.0.0.1');
    const backend = children.start(['http-backend'], {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? '',
      PATH_INFO: decodeURI(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: request.headers['content-length'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
      REMOTE_USER: 'test',
    });
    request.pipe(backend.stdin);
    let head = '';
    const readHead = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      backend.stdout.off('data', readHead);
      const lines = head.slice(0, end).split('\r\n');
      const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2)));
      const { Status: status = '200', ...headers } = fields;
      response.writeHead(Number.parseInt(status, 10), headers);
      response.write(Buffer.from(head.slice(end + 4), 'latin1'));
      backend.stdout.pipe(response);
    };
    backend.stdout.on('data', readHead).once('end', () => response.end());
    response.on('error', () => {});
  };

  const server = tls
    ? createTlsServer({ cert: readFileSync(certificate), key: readFileSync(join(here, 'localhost.key')) }, (...it) => void onRequest(...it))
    : createServer((...it) => void onRequest(...it));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const it: HttpServer = {
    port,
    url: (repository) => `${tls ? 'https' : 'http'}://127.0.0.1:${port}/${repository}`,
    fetches: [],
    requests: [],
    credentials: [],
    answerInstead: () => undefined,
    close: async () => {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await children.end();
      await closed;
    },
  };
  return it;
}
