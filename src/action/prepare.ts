/**
 * The pre stage: a head start and nothing else. It refuses bad inputs before the job has done any work, tells what it sees of the
 * host, and removes the dead. It takes no lock, and nothing depends on it: for `uses: ./…` it never runs.
 */
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { refuseOutside } from '../base/policy/bounds.ts';
import { type Policy, readPolicy } from '../base/policy/policy.ts';
import { inert } from '../base/text.ts';
import { isForeign } from '../git/isolation/isolation.ts';
import { gitVersion } from '../git/run.ts';
import { resolveScope } from '../git/scope.ts';
import { openStore } from '../lock/fleet/open.ts';
import { hasLockDir } from '../lock/host/lock-dir.ts';
import { journalReport } from '../report/journal.ts';
import { sayRecovered } from '../report/words.ts';
import { inputOf } from './inputs/given.ts';
import { readInputsUnder } from './inputs/house-rules.ts';
import type { Inputs } from './inputs/inputs.ts';
import { identifyJob } from './job/identity.ts';
import { inFleet, needsGit } from './plan.ts';
import type { Runner } from './runner.ts';

export async function prepare(runner: Runner, clock: Clock): Promise<void> {
  try {
    const policy = readPolicy();
    const inputs = readInputsUnder(policy, runner.env, 'pre');
    for (const it of inputs.redis?.secrets ?? []) runner.hide(it);
    if (needsGit(inputs)) runner.log.debug(`git ${await gitVersion(runner.env)}`);
    // A later step may still make, move or mend the path: what is wrong with it now is main's to refuse.
    if (inputOf(runner.env, 'path') !== '')
      for (const path of inputs.paths)
        await sweep(runner, clock, inputs, policy, path).catch((error) =>
          runner.log.info(`The main step would fail as things are now: ${inert(messageOf(error), 1000)}`),
        );
  } catch (error) {
    runner.fail(error);
  }
}

async function sweep(runner: Runner, clock: Clock, { lockDir, ...inputs }: Inputs, policy: Policy, path: string): Promise<void> {
  const found = resolveScope({ path, workspace: runner.workspace, ...(lockDir ? { lockDir } : {}) });
  const scope = await inFleet(found, inputs, runner.env);
  refuseOutside(policy, scope);
  if (needsGit(inputs)) isForeign(scope, policy, runner.env);
  if (!hasLockDir(scope.lock)) return;
  const store = await openStore(scope.lock, clock, { address: inputs.redis, onTrouble: runner.log.warning });
  try {
    const report = journalReport(
      scope.lock.dir,
      { lock: scope.guards, path: scope.path, job: identifyJob(runner.env), pid: process.pid },
      runner.log.warning,
    );
    for (const it of await store.sweep()) {
      runner.log.warning(sayRecovered(scope.path, it.job));
      report('lock_recovered', {
        ticket: it.id,
        mode: it.mode,
        holder: it.job,
        held_ms: it.heldMs,
        reason: 'found dead before the job began',
      });
    }
  } finally {
    store.close();
  }
}
