/** Fetches as another user would: a program of its own, told by its only argument. Says what came of it in one line of JSON. */
import { messageOf } from '../../src/base/errors.ts';
import type { Policy } from '../../src/base/policy/policy.ts';
import { isolated } from './isolated.ts';

export interface Errand {
  path: string;
  argv: string[];
  env: Record<string, string>;
  policy: Policy;
}

const { path, argv, env, policy } = JSON.parse(process.argv[2] ?? '') as Errand;
const said = await isolated(path, argv, env, { policy }).catch((error: unknown) => ({ refused: messageOf(error) }));
process.stdout.write(JSON.stringify(said));
