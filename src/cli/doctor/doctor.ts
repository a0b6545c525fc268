/** `fetch-lock doctor`: looks at everything that can be wrong with a lock, changes nothing, and tells the command that mends it. */
import { type Command, exit, type Host } from '../command.ts';
import { lockDirOf, lockDirOption } from '../locate.ts';
import { examine, type Question } from './examine.ts';
import { type Patient, renderPatients, worst } from './finding.ts';
import { type Heard, look, questionVariable } from './patience.ts';

export const doctor: Command = {
  name: 'doctor',
  synopsis: 'PATH... [--json] [--lock-dir DIR]',
  does: 'find what is wrong with a lock, and the command that mends it',
  details: [
    'It looks at the host (git, the policy, inotify), at where the lock lives (owner, mode, mount point, file system, space), at what is in\nit (the dead, the journal, the clock) and at the repository (half-made, left-over lock files, gc, configuration).',
    'Looking changes nothing: no lock is taken, no file is made. Run it as the user of the runner, whose rights it then sees, or as root.\nWhat cannot be seen is a warning, and so is a check that does not end within ten seconds.',
    'Below each finding stands the command that mends it, for a POSIX shell. Read it before you give it.',
    'Exit codes: 0 everything is well, which is one line; 1 there are warnings; 2 there are failures, so that jobs fail or wait for ever;\n64 the command line is wrong.',
  ],
  options: [{ name: 'json', does: 'print one JSON document' }, lockDirOption],
  operands: { least: 1, most: 1000 },
  run: async (call, host) => {
    const question = host.env[questionVariable];
    if (question !== undefined) return answer(JSON.parse(question), host);
    const lockDir = lockDirOf(call);
    const nobody = await look({}, host);
    const locks: Heard[] = [];
    for (const path of new Set(call.operands)) {
      const it = await look({ path, ...(lockDir === undefined ? {} : { lockDir }) }, host);
      // Two spellings of one thing; two worktrees of one repository may each have something left over.
      if (it.workDir === undefined || !locks.some((other) => other.workDir === it.workDir)) locks.push(it);
    }
    host.out.write(
      call.has('json') ? `${JSON.stringify(toDocument(nobody, locks), undefined, 2)}\n` : renderPatients(nobody, locks, host.out),
    );
    const code = { ok: exit.ok, warn: exit.failed, fail: exit.bad }[worst([nobody, ...locks].flatMap((it) => it.checks))];
    // A process that the kernel does not let go would keep us from ending, too.
    if ([nobody, ...locks].some((it) => it.isStuck)) process.exit(code);
    return code;
  },
};

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
