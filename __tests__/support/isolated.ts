/** Git as we run it, for tests that look at what it does. */
import { systemClock } from '../../src/base/clock.ts';
import { isolate, mayEnterSubmodules, type Surroundings } from '../../src/git/isolation/isolation.ts';
import { type GitResult, runGit } from '../../src/git/run.ts';
import { resolveScope } from '../../src/git/scope.ts';

export interface Isolated extends GitResult {
  lines: string[];
  /** What was said to be not followed. */
  ignored: string[];
}

const limitMs = 20_000;

export async function isolated(
  path: string,
  argv: readonly string[],
  env: Record<string, string> = {},
  { input, ...more }: Partial<Surroundings> & { input?: string | undefined } = {},
): Promise<Isolated> {
  const lines: string[] = [];
  const ignored: string[] = [];
  const always = { clock: systemClock, signal: new AbortController().signal };
  const isolation = await isolate(resolveScope({ path, workspace: '/', needs: 'repository' }), {
    ...{ ...always, policy: { trustedOwners: [] }, onIgnored: (text) => ignored.push(text), entersSubmodules: mayEnterSubmodules(argv) },
    env: { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', HOME: '/no/such/place', ...env },
    ...more,
  });
  try {
    const told = { ...always, limitMs, ...(input === undefined ? {} : { input }) };
    return { ...(await runGit(argv, isolation, { ...told, onLine: (line) => lines.push(line) })), lines, ignored };
  } finally {
    isolation.close();
  }
}
