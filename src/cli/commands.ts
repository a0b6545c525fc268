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

const wrong = [String(exit.usage), 'the command line is wrong'] as const;

const status: Command = {
  name: 'status',
  synopsis: '[PATH...] [--json] [--watch] [--lock-dir DIR]',
  does: 'show who holds a lock and who waits for it, in order, for how long, alive or not',
  details: [
    'Without PATH: the lock of the current directory, and of everything directly in it that was ever locked; with --lock-dir every lock in DIR.',
    'It only reads: nothing is made or changed, and whoever may read the lock directory may look. A lock that nobody uses takes one line.',
    '  ●  holds\n  ○  waits, with its place in line\n  ✗  dead: every process of it has ended',
    '`recover` removes the dead; the next request does so anyway.',
    '--watch shows it on the whole terminal, on every change and every second, until q or Ctrl-C.',
  ],
  examples: ['status /srv/git/app.git', 'status --watch --lock-dir /srv/locks'],
  exits: [['0', 'shown'], ['1', 'a lock could not be looked at; the others are shown'], wrong, ['130', 'stopped by a signal']],
  options: [
    { name: 'json', does: 'print one JSON document' },
    { name: 'watch', short: 'w', does: 'show it until q or Ctrl-C; needs a terminal' },
    lockDir,
  ],
  operands: { least: 0, most: many },
  run: async (...given) => (await import('./status/status.ts')).status(...given),
};

const doctor: Command = {
  name: 'doctor',
  synopsis: 'PATH... [--json] [--lock-dir DIR]',
  does: 'find what is wrong with a lock, and the command that mends it',
  details: [
    'It looks at the host (git, the policy, inotify), at where the lock lives (owner, mode, mount point, file system, space), at what is in it (the dead, the journal, the clock) and at the repository (half-made, left-over lock files, gc, configuration).',
    'Looking changes nothing: no lock is taken, no file is made. Run it as the user of the runner, whose rights it then sees, or as root. What cannot be seen is a warning, and so is a check that does not end within ten seconds.',
    'Below each finding stands the command that mends it, for a POSIX shell. Read it before you give it.',
  ],
  examples: ['doctor /srv/git/app.git'],
  exits: [
    ['0', 'everything is well, which is one line'],
    ['1', 'there are warnings'],
    ['2', 'there are failures, so that jobs fail or wait for ever'],
    wrong,
  ],
  options: [{ name: 'json', does: 'print one JSON document' }, lockDir],
  operands: { least: 1, most: 1000 },
  run: async (...given) => (await import('./doctor/doctor.ts')).doctor(...given),
};

const report: Command = {
  name: 'report',
  synopsis: 'PATH... [--html FILE] [--since D] [--json] [--lock-dir DIR]',
  does: 'who waited for whom: terminal bars, or one self-contained HTML page',
  details: [
    'It reads the journal of each lock, changes nothing, and takes no lock. Without --since it tells all that the journal still has.',
    'Drawn are the requests that waited longest, those that came together on one axis, and who was in their way; the numbers count all of them. A request has a number, and waited `behind` the one with that number.',
    'The page is one file without a script, which asks nothing of a network: send it, keep it as an artifact, or let the host serve it. It has the names of jobs and links to their runs. All times are UTC.',
  ],
  examples: ['report --since 24h /srv/git/app.git', 'report --html waits.html /srv/git/app.git'],
  exits: [['0', 'it was told'], ['1', 'a journal could not be read, or the page not be written'], wrong],
  operands: { least: 1, most: 50 },
  options: [
    { name: 'html', takes: 'FILE', does: 'write a page instead; `-` prints it' },
    { name: 'since', takes: 'DURATION', does: 'only requests that were there so long ago or later, such as 90m or 24h' },
    { name: 'json', does: 'print one document: the figures and every request, by lock' },
    lockDir,
  ],
  run: async (...given) => (await import('./report.ts')).report(...given),
};

const metrics: Command = {
  name: 'metrics',
  synopsis: 'PATH... [--lock-dir DIR] [--output FILE]',
  does: 'print what Prometheus reads: waits, holds, fetches, time-outs, who waits now',
  details: [
    'For cron, with node_exporter’s textfile directory.',
    'Totals go on when the journal is rotated: totals.json in the lock directory says what has been counted. What happened since the last look and is no longer in the journal is missing, so look now and then. A path without a lock yet is told with zeros; nothing is made.',
    'The file is replaced as a whole, with the paths given here and no others; unlike the input `metrics-file`, it does not keep what is there.',
  ],
  examples: ['metrics /srv/git/app.git', 'metrics --output /srv/prometheus/fetch-lock.prom /srv/git/*.git'],
  exits: [['0', 'done'], ['1', 'a lock could not be looked at (the others are there), or the file not be written'], wrong],
  options: [lockDir, { name: 'output', takes: 'FILE', does: 'write there, by rename and readable for all, rather than to the terminal' }],
  operands: { least: 1, most: many },
  run: async (...given) => (await import('./metrics.ts')).metrics(...given),
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
    const { renderBash, renderZsh } = await import('./completion.ts');
    out.write((call.operands[0] === 'zsh' ? renderZsh : renderBash)(commands));
    return exit.ok;
  },
};

export const commands: readonly Command[] = [status, doctor, report, metrics, demo, completion];
