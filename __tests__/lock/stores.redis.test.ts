import { afterAll, beforeAll } from '@jest/globals';
import { type Redis, startRedis } from '../support/redis.ts';
import { createRedisWorld } from '../support/redis-world.ts';
import { checkBreaking } from './breaking-contract.ts';
import { checkStore } from './store-contract.ts';

let redis: Redis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

for (const check of [checkStore, checkBreaking]) check('in Redis', () => createRedisWorld(() => redis));
