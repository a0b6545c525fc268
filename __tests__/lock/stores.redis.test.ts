import { afterAll, beforeAll } from '@jest/globals';
import { type Redis, startRedis } from '../support/redis.ts';
import { createRedisWorld } from '../support/redis-world.ts';
import { asLinux, inAFleet, onTheDisk } from '../support/store-worlds.ts';
import { checkBreaking } from './breaking-contract.ts';
import { checkStore } from './store-contract.ts';

let redis: Redis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const inRedis = () => createRedisWorld(() => redis);

for (const check of [checkStore, checkBreaking]) {
  check('in Redis', inRedis);
  check('on the disk, over Redis', inAFleet(onTheDisk(asLinux), inRedis));
}
