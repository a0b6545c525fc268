/** `fetch-lock doctor`: looks at everything that can be wrong with a lock, changes nothing, and tells the command that mends it. */
import { renderJson } from '../../base/text.ts';
import { type Call, exit, type Host } from '../command.ts';
import { addressOf, addressVariable } from '../fleet.ts';
import { lockDirOf } from '../locate.ts';
import { examine, type Question } from './examine.ts';
import { type Patient, renderPatients, worst } from './finding.ts';
import { type Heard, look, questionVariable } from './patience.ts';

export async function doctor(call: Call, host: Host): Promise<number> {
  const question = host.env[questionVariable];
  if (question !== undefined) return answer(JSON.parse(question), host);
  // A wrong address is a wrong command line, whatever else is to be seen.
  const address = addressOf(call, host);
  const lockDir = lockDirOf(call);
  // An argument of the process that looks would be seen by everybody, too.
  const redis = call.text('redis-url');
  const looking = redis === undefined ? host : { ...host, cwd: host.cwd, env: { ...host.env, [addressVariable]: redis } };
  const lockName = call.text('lock-name');
  const nobody = await look({}, looking);
  const locks: Heard[] = [];
  for (const path of new Set(call.operands)) {
    const it = await look(
      { path, ...(lockDir === undefined ? {} : { lockDir }), ...(lockName === undefined ? {} : { lockName }) },
      looking,
    );
    // Two spellings of one thing; two worktrees of one repository may each have something left over.
    if (it.workDir === undefined || !locks.some((other) => other.workDir === it.workDir)) locks.push(it);
  }
  // Hosts share a lock only if they call it the same, which no look from one of them can judge.
  const always = address ? ['fleet'] : [];
  host.out.write(
    call.has('json') ? renderJson(toDocument(nobody, locks)) : renderPatients(nobody, locks, { paint: host.out.paint, always }),
  );
  const code = { ok: exit.ok, warn: exit.failed, fail: exit.bad }[worst([nobody, ...locks].flatMap((it) => it.checks))];
  // A process that the kernel does not let go would keep us from ending, too.
  if ([nobody, ...locks].some((it) => it.isStuck)) process.exit(code);
  return code;
}

async function answer({ ...question }: Question, host: Host): Promise<number> {
  await examine(question, host, (news) => host.out.write(`${JSON.stringify(news)}\n`));
  return exit.ok;
}

const toDocument = (host: Patient, locks: readonly Patient[]) => ({
  level: worst([host, ...locks].flatMap((it) => it.checks)),
  host: { level: worst(host.checks), checks: host.checks },
  locks: locks.map(({ path, guards, lockDir, checks }) => ({
    path,
    ...(guards === undefined ? {} : { lock: guards }),
    ...(lockDir === undefined ? {} : { lock_dir: lockDir }),
    level: worst(checks),
    checks,
  })),
});
