/** Hosts of a fleet in scenarios: each has a lock directory of its own for the one repository, and all have one Redis. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, parseEvent } from '../../src/base/event.ts';
import type { StepSpec } from '../runner/job.ts';
import { type Redis, type RedisOptions, startRedis, stopAllRedis } from './redis.ts';
import { World } from './world.ts';

export class FleetWorld extends World {
  readonly redis: Redis;
  /** With the password, if it has one. */
  readonly url: string;
  readonly name = 'the mirror';

  private constructor(redis: Redis, url: string) {
    super();
    this.redis = redis;
    this.url = url;
  }

  static async start(lease = '30s', options: RedisOptions = {}): Promise<FleetWorld> {
    const redis = await startRedis(options);
    const user = options.password === undefined ? '' : `:${options.password}@`;
    const world = new FleetWorld(redis, `unix://${user}${redis.socket}?lease=${lease}`);
    await redis.preset(encodeURIComponent(world.name));
    return world;
  }

  /** Where a host keeps its part. */
  lockDirOf(host: string): string {
    const dir = join(this.home, `locks-of-${host}`);
    mkdirSync(dir, { recursive: true });
    return dir;
  }

  /** A step of a job on that host. */
  on(host: string, inputs: Record<string, string> = {}, more: Partial<StepSpec> = {}): StepSpec {
    return this.lock({ 'lock-dir': this.lockDirOf(host), 'redis-url': this.url, 'lock-name': this.name, ...inputs }, more);
  }

  /** Ids of who holds, and of who waits. */
  async inRedis(): Promise<{ granted: string[]; waiting: string[] }> {
    const read = async (key: string) =>
      (await this.redis.command('ZRANGE', `fetch-lock:{${encodeURIComponent(this.name)}}:${key}`, '0', '-1')) as string[];
    return { granted: await read('granted'), waiting: await read('waiting') };
  }

  /** When the leases of a request end, by the server's clock. */
  async leaseOf(id: string): Promise<string> {
    const key = `fetch-lock:{${encodeURIComponent(this.name)}}:leases`;
    const all = (await this.redis.command('ZRANGE', key, '0', '-1', 'WITHSCORES')) as string[];
    return all.filter((_, index) => all[index - 1]?.startsWith(id)).join();
  }

  eventsOn(host: string): Event[] {
    const digest = createHash('sha256').update(this.mirror).digest('hex');
    const journal = join(this.lockDirOf(host), digest, 'journal.jsonl');
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
    return lines.map(parseEvent).filter((it) => it !== undefined);
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await stopAllRedis();
  }
}
