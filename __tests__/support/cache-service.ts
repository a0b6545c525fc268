/** The Actions cache on loopback: the service's second protocol (Twirp, JSON) and the blob store that it sends its clients to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Mood =
  | 'well'
  /** Every question is answered with 503. */
  | 'ailing'
  /** Every question is heard, and never answered. */
  | 'silent'
  /** Half a blob is sent, and never the rest. */
  | 'stalling'
  /** Looks empty, and takes nothing: another job has begun to save. */
  | 'taken'
  /** The job may read and not write. */
  | 'denying';

interface Entry {
  key: string;
  /** None: it fits every client. */
  version?: string;
  blob: string;
}

export interface CacheService {
  mood: Mood;
  /** What was asked: a method's name, or `PUT`, `HEAD`, `GET` of a blob, or `half` of one. */
  asked: string[];
  entries: Entry[];
  /** Puts an archive there. */
  put(key: string, archive: Buffer): void;
  /** What a job that may use it has in its environment. */
  env: Record<string, string>;
  close(): Promise<void>;
}

const methods = '/twirp/github.actions.results.api.v1.CacheService/';

export async function startCacheService(): Promise<CacheService> {
  const blobs = new Map<string, Buffer>();
  const reserved: Entry[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const url = new URL(request.url ?? '', service.env.ACTIONS_RESULTS_URL);
      if (url.pathname.startsWith(methods)) answer(url.pathname.slice(methods.length), JSON.parse(String(body)), response);
      else store(request, url, body, response);
    });
  });

  const json = (response: ServerResponse, status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

  function answer(method: string, { key, version }: { key: string; version: string }, response: ServerResponse): void {
    service.asked.push(method);
    const fits = (it: Entry) => it.version === undefined || it.version === version;
    const blobUrl = (blob: string) => `${service.env.ACTIONS_RESULTS_URL}store/${blob}?sig=secret-signature`;
    if (service.mood === 'silent') return;
    if (service.mood === 'ailing') return void json(response, 503, { code: 'unavailable', msg: 'on holiday' });
    if (method === 'GetCacheEntryDownloadURL') {
      const found =
        service.entries.find((it) => it.key === key && fits(it)) ?? service.entries.find((it) => it.key.startsWith(key) && fits(it));
      json(response, 200, found ? { ok: true, signed_download_url: blobUrl(found.blob), matched_key: found.key } : { ok: false });
    } else if (method === 'CreateCacheEntry') {
      if (service.mood === 'denying')
        return void json(response, 200, { ok: false, message: `cache write denied: read-only ##[error]x ${blobUrl('x')}` });
      if (service.mood === 'taken' || service.entries.some((it) => it.key === key && fits(it)))
        return void json(response, 409, { code: 'already_exists', msg: 'cache entry with the same key already exists' });
      const blob = `blob-${reserved.length}`;
      reserved.push({ key, version, blob });
      json(response, 200, { ok: true, signed_upload_url: blobUrl(blob) });
    } else {
      service.entries.push(...reserved.filter((it) => it.key === key && fits(it)));
      json(response, 200, { ok: true, entry_id: '1' });
    }
  }

  function store(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    const name = url.pathname.split('/').pop() ?? '';
    const part = url.searchParams.get('comp');
    service.asked.push(request.method ?? '');
    if (request.method === 'PUT') {
      if (part === 'block') blobs.set(`${name}/${url.searchParams.get('blockid')}`, body);
      else if (part === 'blocklist') {
        const ids = [...String(body).matchAll(/<Latest>(.*?)<\/Latest>/g)].map(([, id]) => id);
        blobs.set(name, Buffer.concat(ids.map((id) => blobs.get(`${name}/${id}`) ?? Buffer.alloc(0))));
      } else blobs.set(name, body);
      response.writeHead(201, { etag: '"1"', 'last-modified': new Date(0).toUTCString() }).end();
      return;
    }
    const blob = blobs.get(name);
    if (!blob) return void response.writeHead(404).end();
    const [, first = '0', last = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const [from, to] = [Number(first), last === '' ? blob.length - 1 : Number(last)];
    const bytes = blob.subarray(from, to + 1);
    response.writeHead(request.headers.range ? 206 : 200, {
      ...{ 'content-length': bytes.length, 'content-range': `bytes ${from}-${to}/${blob.length}`, etag: '"1"' },
    });
    if (request.method === 'HEAD') response.end();
    else if (service.mood === 'stalling') response.write(bytes.subarray(0, bytes.length / 2), () => service.asked.push('half'));
    else response.end(bytes);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const service: CacheService = {
    ...{ mood: 'well', asked: [], entries: [] },
    put: (key, archive) => {
      const blob = `put-${blobs.size}`;
      blobs.set(blob, archive);
      service.entries.push({ key, blob });
    },
    env: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      ACTIONS_RUNTIME_TOKEN: 'runtime-token',
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
