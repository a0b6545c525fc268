/** An https server on loopback that serves the repositories of a directory by `git http-backend`, and remembers who asked. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface HttpsUpstream {
  origin: string;
  /** A file for GIT_SSL_CAINFO. */
  certificate: string;
  /** The Authorization headers of each request so far. */
  heard: string[][];
  /** Resolves when the next request is there; it is answered when the promise that `until` gives is resolved. */
  hold(until: Promise<unknown>): Promise<void>;
  close(): void;
}

/** A request with no or with more than one Authorization header is refused, and what it sent is told to it. */
export async function serveHttps(root: string): Promise<HttpsUpstream> {
  const [key, certificate] = [join(root, 'key.pem'), join(root, 'certificate.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...request, ...names, '-keyout', key, '-out', certificate], { stdio: 'ignore' });

  const heard: string[][] = [];
  let holding = { until: Promise.resolve() as Promise<unknown>, asked: () => {} };
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (question, response) => {
    const headers = question.rawHeaders.flatMap((name, at, all) =>
      /^authorization$/i.test(name) && at % 2 === 0 ? [all[at + 1] ?? ''] : [],
    );
    heard.push(headers);
    holding.asked();
    void holding.until.then(() =>
      headers.length === 1 && !question.url?.startsWith('/refuse') ? answer(root, question, response) : refuse(headers, response),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ certificate, heard },
    hold: (until) =>
      new Promise((asked) => {
        holding = { until, asked };
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const refuse = (headers: string[], response: ServerResponse): void => {
  const said = headers.map((it) => `${it} ${Buffer.from(it.replace(/^basic /i, ''), 'base64')}`).join('\n');
  response.writeHead(headers.length === 0 ? 403 : 400, { 'content-type': 'text/plain' }).end(`error: you sent ${said}\n`);
};

function answer(root: string, question: IncomingMessage, response: ServerResponse): void {
  const url = new URL(question.url ?? '/', 'https://x');
  const { 'content-type': type = '', 'content-encoding': encoding = '', 'git-protocol': protocol = '' } = question.headers;
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...{ PATH: process.env.PATH, GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1', REMOTE_USER: 'x', REQUEST_METHOD: question.method },
      ...{ PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), CONTENT_TYPE: type, HTTP_CONTENT_ENCODING: encoding },
      GIT_PROTOCOL: String(protocol),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  question.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (bytes: Buffer) => chunks.push(bytes));
  backend.on('close', () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      all
        .subarray(0, end)
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.split(': ') as [string, string]),
    );
    response.writeHead(Number.parseInt(headers.Status ?? '200', 10), headers).end(all.subarray(end + 4));
  });
}
