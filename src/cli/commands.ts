/**
 * What one can type: the one table from which the parser, the help, the shell completion and the tables of the docs are made.
 * What a command does is loaded when it is called, so that the others do not wait for it.
 */
import { type Command, exit, type Option } from './command.ts';

const many = Number.POSITIVE_INFINITY;

const lockDir: Option = {
  name: 'lock-dir',
  takes: 'DIR',
  does: 'where the locks live, if not beside what they guard: the input of the same name',
};

const redisUrl: Option = {
  name: 'redis-url',
  takes: 'URL',
  does: 'the Redis of the fleet: the input of the same name; FETCH_LOCK_REDIS_URL says it too, and unseen',
};

const lockName: Option = { name: 'lock-name', takes: 'NAME', does: "the lock's name in the fleet (default: the remote of the repository)" };

const fleet: readonly Option[] = [redisUrl, lockName];

const inFleet =
  'Of hosts that share the path over a network file system, give the Redis in the environment, as FETCH_LOCK_REDIS_URL: whatever is an argument can be read by every user of this host (`ps`). Without either, `redis-url` of the host’s policy counts.';

const wrong = [String(exit.usage), 'the command line is wrong'] as const;

const run: Command = {
  name: 'run',
  synopsis: '[--path P]... [--mode M] [--timeout D] [--fail-open] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME] -- CMD ARG...',
  does: 'run a command under the lock: from cron, for maintenance, by hand',
  details: [
    'Waits for its turn as the jobs do, and says on stderr for whom; nothing is printed if it need not wait. Input, output, signals and exit code are those of CMD.',
    'The lock is let go of when CMD ends. What CMD leaves behind in the background is not waited for: a command that makes a daemon of itself needs its option to stay in the foreground. If fetch-lock itself is killed, the lock stays until CMD, and what CMD started, is gone. What is to outlive its terminal needs `setsid` before fetch-lock, or `nohup` behind the dashes.',
    'If one who could write has died, that is said on stderr, until a command or a job that could write has succeeded.',
    'A `fetch-lock run` inside of CMD does not wait for the one it runs in. If an admin breaks the lock, CMD is stopped.',
    inFleet,
  ],
  examples: [
    'run --path /srv/git/app.git -- git -C /srv/git/app.git gc',
    'run --timeout 0 --path /srv/cache/npm -- rm -rf /srv/cache/npm/_tmp',
  ],
  exits: [
    ['CMD’s', 'it ran; if a signal ended it, the same one ends us'],
    ['1', 'the lock was lost while it ran'],
    wrong,
    ['69', 'there is no lock to be had'],
    ['75', 'the lock was not free in time'],
    ['126', 'CMD cannot be run'],
    ['127', 'CMD was not found'],
    ['129, 130, 143', 'a signal (HUP, INT, TERM) came before CMD began'],
  ],
  options: [
    { name: 'path', short: 'p', takes: 'PATH', isMany: true, does: 'what to lock; several are locked together (default: .)' },
    {
      name: 'mode',
      short: 'm',
      takes: 'MODE',
      values: ['shared', 'update', 'exclusive'],
      does: 'shared, update or exclusive (default: exclusive)',
    },
    { name: 'timeout', short: 't', takes: 'DURATION', does: 'how long to wait; 0 tries once (default: 5m)' },
    { name: 'fail-open', does: 'run the command without the lock if it cannot be had' },
    lockDir,
    ...fleet,
  ],
  hasCommand: true,
  run: async (...given) => (await import('./run/run.ts')).run(...given),
};

const status: Command = {
  name: 'status',
  synopsis: '[PATH...] [--json] [--watch] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
  does: 'show who holds a lock and who waits for it, in order, for how long, alive or not',
  details: [
    'Without PATH: the lock of the current directory, and of everything directly in it that was ever locked; with --lock-dir every lock in DIR.',
    'It only reads: nothing is made or changed, and whoever may read the lock directory may look. A lock that nobody uses takes one line.',
    '  ●  holds\n  ○  waits, with its place in line\n  ✗  dead: every process of it has ended',
    '`recover` removes the dead; the next request does so anyway.',
    '--watch shows it on the whole terminal, on every change and every second, until q or Ctrl-C.',
    inFleet,
  ],
  examples: ['status /srv/git/app.git', 'status --watch --lock-dir /srv/locks'],
  exits: [['0', 'shown'], ['1', 'a lock could not be looked at; the others are shown'], wrong, ['130', 'stopped by a signal']],
  options: [
    { name: 'json', does: 'print one JSON document' },
    { name: 'watch', short: 'w', does: 'show it until q or Ctrl-C; needs a terminal' },
    lockDir,
    ...fleet,
  ],
  operands: { least: 0, most: many },
  run: async (...given) => (await import('./status/status.ts')).status(...given),
};

const doctor: Command = {
  name: 'doctor',
  synopsis: 'PATH... [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
  does: 'find what is wrong with a lock, and the command that mends it',
  details: [
    'It looks at the host (git, the policy, inotify), at where the lock lives (owner, mode, mount point, file system, space), at what is in it (the dead, the journal, the clock) and at the repository (half-made, left-over lock files, gc, configuration).',
    'Looking changes nothing: no lock is taken, no file is made. Run it as the user of the runner, whose rights it then sees, or as root. What cannot be seen is a warning, and so is a check that does not end within ten seconds.',
    'Below each finding stands the command that mends it, for a POSIX shell. Read it before you give it.',
    inFleet,
  ],
  examples: ['doctor /srv/git/app.git'],
  exits: [
    ['0', 'everything is well, which is one line'],
    ['1', 'there are warnings'],
    ['2', 'there are failures, so that jobs fail or wait for ever'],
    wrong,
    ['130', 'stopped by a signal'],
  ],
  options: [{ name: 'json', does: 'print one JSON document' }, lockDir, ...fleet],
  operands: { least: 1, most: 1000 },
  run: async (...given) => (await import('./doctor/doctor.ts')).doctor(...given),
};

const recover: Command = {
  name: 'recover',
  synopsis: 'PATH... [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
  does: 'remove what the dead left in a lock',
  details: [
    'Removes only requests all of whose processes are proven dead by the kernel. Who cannot be seen from here is left alone: `fetch-lock break` ends one of those. Each job does the same before it is granted the lock, so that this is hardly ever needed.',
    'What a dead writer left in a repository stays marked: the next job that may write there mends it.',
    inFleet,
  ],
  examples: ['recover /srv/git/app.git'],
  exits: [['0', 'done, also if there was nothing to do'], ['1', 'a lock could not be looked at; the others are done'], wrong],
  options: [{ name: 'json', does: 'print one JSON document instead' }, lockDir, ...fleet],
  operands: { least: 1, most: 1000 },
  run: async (...given) => (await import('./admin/recover.ts')).recover(...given),
};

const breakOne: Command = {
  name: 'break',
  synopsis: 'PATH --ticket T [--yes] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
  does: 'end one holder or waiter of a lock',
  details: [
    'A holder is told to end: its step or its keeper stops the git that runs under the lock, or `fetch-lock run` its command, and lets go; the step fails. Only then is the lock given to the next. A waiter is taken out of the line.',
    'Steps of a job that use the path by themselves are not stopped: cancel the job first, that is safer. What a broken writer left counts as half-written until it is mended.',
    'If nothing reacts, nothing is freed: you are told which processes to end. The journal says who broke what.',
    inFleet,
  ],
  examples: ['break /srv/git/app.git --ticket 4f3a'],
  exits: [
    ['0', 'it is gone'],
    ['1', 'it is not, or there is no such ticket'],
    ['64', 'the command line is wrong, or --yes is missing where nobody can be asked'],
    ['130', 'stopped by a signal'],
  ],
  options: [
    {
      name: 'ticket',
      short: 't',
      takes: 'TICKET',
      does: 'which one: its id as `fetch-lock status` shows it, or at least 4 signs of its beginning',
    },
    { name: 'yes', short: 'y', does: 'do not ask' },
    lockDir,
    ...fleet,
  ],
  operands: { least: 1, most: 1 },
  run: async (...given) => (await import('./admin/break.ts')).breakOne(...given),
};

const report: Command = {
  name: 'report',
  synopsis: 'PATH... [--html FILE] [--since D] [--json] [--lock-dir DIR] [--redis-url URL] [--lock-name NAME]',
  does: 'who waited for whom: terminal bars, or one self-contained HTML page',
  details: [
    'It reads the journal of each lock, changes nothing, and takes no lock. Without --since it tells all that the journal still has.',
    'Drawn are the requests that waited longest, those that came together on one axis, and who was in their way; the numbers count all of them. A request has a number, and waited `behind` the one with that number.',
    'The page is one file without a script, which asks nothing of a network: send it, keep it as an artifact, or let the host serve it. It has the names of jobs and links to their runs. All times are UTC.',
    inFleet,
  ],
  examples: ['report --since 24h /srv/git/app.git', 'report --html waits.html /srv/git/app.git'],
  exits: [['0', 'it was told'], ['1', 'a journal could not be read, or the page not be written'], wrong],
  operands: { least: 1, most: 50 },
  options: [
    { name: 'html', takes: 'FILE', does: 'write a page instead; `-` prints it' },
    { name: 'since', takes: 'DURATION', does: 'only requests that were there so long ago or later, such as 90m or 24h' },
    { name: 'json', does: 'print one document: the figures and every request, by lock' },
    lockDir,
    ...fleet,
  ],
  run: async (...given) => (await import('./report.ts')).report(...given),
};

const metrics: Command = {
  name: 'metrics',
  synopsis: 'PATH... [--lock-dir DIR] [--redis-url URL] [--lock-name NAME] [--output FILE]',
  does: 'print what Prometheus reads: waits, holds, fetches, time-outs, who waits now',
  details: [
    'For cron, with node_exporter’s textfile directory.',
    'Totals go on when the journal is rotated: totals.json in the lock directory says what has been counted. What happened since the last look and is no longer in the journal is missing, so look now and then. A path without a lock yet is told with zeros; nothing is made.',
    'The file is replaced as a whole, with the paths given here and no others; unlike the input `metrics-file`, it does not keep what is there.',
    inFleet,
  ],
  examples: ['metrics /srv/git/app.git', 'metrics --output /srv/prometheus/fetch-lock.prom /srv/git/*.git'],
  exits: [['0', 'done'], ['1', 'a lock could not be looked at (the others are there), or the file not be written'], wrong],
  options: [
    lockDir,
    ...fleet,
    { name: 'output', takes: 'FILE', does: 'write there, by rename and readable for all, rather than to the terminal; `-` prints it' },
  ],
  operands: { least: 1, most: many },
  run: async (...given) => (await import('./metrics.ts')).metrics(...given),
};

const hooks: Command = {
  name: 'hooks',
  synopsis: '[PATH...] [--install DIR [--force] | --print job-started|job-completed]',
  does: 'print or install job-started and job-completed hooks for the runner',
  details: [
    'A runner runs these two scripts around every job (ACTIONS_RUNNER_HOOK_JOB_STARTED and ACTIONS_RUNNER_HOOK_JOB_COMPLETED in its .env). The second frees what the job still holds because a post step could not run, and both recover the dead on the locks of PATHs.',
    'They run on the Node that the runner brings along, skip quietly where they find none, always succeed, and take 10 seconds at most. With neither option both are printed. With --install they are written to DIR as fetch-lock-job-started.sh and fetch-lock-job-completed.sh, and the lines for .env are printed; the runner reads them when it is started again.',
    'They call this very program where it is now. Print them again when it has moved, and let nobody write it whom the runner should not trust.',
  ],
  examples: ['hooks --install /opt/runner-hooks /srv/git/app.git', 'hooks --print job-completed'],
  exits: [['0', 'done; with --run always'], ['1', 'not written'], wrong],
  operands: { least: 0, most: 1000 },
  options: [
    { name: 'install', takes: 'DIR', does: 'write both scripts there; a runner takes no blank in their path' },
    { name: 'force', does: 'also over a file that is no hook of fetch-lock' },
    { name: 'print', takes: 'WHICH', values: ['job-started', 'job-completed'], does: 'print one: job-started or job-completed' },
    lockDir,
    // No values: a hook never fails, whatever calls it.
    { name: 'run', takes: 'WHEN', does: 'what the scripts call: started or completed' },
    { name: 'worker', takes: 'PID', does: "with --run: the job's own process" },
  ],
  run: async (...given) => (await import('./hooks/hooks.ts')).hooks(...given),
};

const demo: Command = {
  name: 'demo',
  synopsis: '',
  does: 'show the whole thing on a throw-away upstream: parallel jobs through the real stages',
  details: ['It takes a few seconds, works in the temporary directory, and takes everything away again, also on Ctrl-C.'],
  examples: ['demo'],
  exits: [['0', 'no job failed'], ['1', 'one did, or the demo could not be set up'], wrong, ['130', 'stopped by a signal']],
  options: [],
  run: async (...given) => (await import('./demo/demo.ts')).demo(...given),
};

const completion: Command = {
  name: 'completion',
  synopsis: 'bash|zsh',
  does: 'print what makes the shell complete commands, options and paths',
  details: [
    'For one user, in ~/.bashrc or, after compinit, in ~/.zshrc:',
    '  eval "$(fetch-lock completion bash)"\n  eval "$(fetch-lock completion zsh)"',
    'For all users, once for each version:',
    '  fetch-lock completion bash > /usr/share/bash-completion/completions/fetch-lock\n  fetch-lock completion zsh > /usr/local/share/zsh/site-functions/_fetch-lock',
  ],
  examples: ['completion bash'],
  exits: [['0', 'printed'], wrong],
  options: [],
  operands: { least: 1, most: 1, values: ['bash', 'zsh'] },
  run: async (call, { out }) => {
    const { renderBash, renderZsh } = await import('./help/completion.ts');
    out.write((call.operands[0] === 'zsh' ? renderZsh : renderBash)(commands));
    return exit.ok;
  },
};

export const commands: readonly Command[] = [run, status, doctor, recover, breakOne, report, metrics, hooks, demo, completion];
