import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { isRunning, until } from '../support/until.ts';
import type { Stage } from './action-file.ts';
import type { JobResult } from './job.ts';
import { createRunner, type Runner } from './simulator.ts';

let runner: Runner;
beforeEach(() => {
  runner = createRunner();
});
afterEach(() => runner.dispose());

/** An action of its own, with the given code in the given stages. */
function writeAction(name: string, stages: Partial<Record<Stage, string>>, more: object = {}): string {
  const dir = join(runner.root, '_work', '_actions', name);
  mkdirSync(dir, { recursive: true });
  for (const [stage, code] of Object.entries(stages)) writeFileSync(join(dir, `${stage}.cjs`), code);
  const runs = Object.fromEntries(Object.keys(stages).map((stage) => [stage, `${stage}.cjs`]));
  writeFileSync(join(dir, 'action.yml'), stringify({ name, ...more, runs: { using: 'node24', ...runs } }));
  return dir;
}

const say = (text: string) => `console.log(${JSON.stringify(text)});`;
const saveState = "require('fs').appendFileSync(process.env.GITHUB_STATE, 'kept=' + process.pid + '\\n');";
const waitForEver = 'setInterval(() => {}, 1000);';
const order = (result: JobResult) => result.stages.filter((it) => it.conclusion !== 'skipped').map((it) => `${it.stage} ${it.step}`);
const detached = (options: string) =>
  `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(waitForEver)}], {detached: true, ${options}}); c.unref(); console.log('pid=' + c.pid);`;
const quick = { interrupt: 100, terminate: 100 };

describe('the order of stages', () => {
  it('is every pre, the steps, and the posts of what began first, last', async () => {
    const all = { pre: say('pre'), main: say('main'), post: say('post') };
    const [a, b, late] = [writeAction('a', all), writeAction('b', all), writeAction('late', { main: say('main'), post: say('post') })];
    const result = await runner.start({
      name: 'job',
      steps: [
        { id: 'late', uses: late },
        { id: 'a', uses: a },
        { id: 'b', uses: b },
      ],
    }).done;
    expect(order(result)).toEqual(['pre a', 'pre b', 'main late', 'main a', 'main b', 'post late', 'post b', 'post a']);
    expect(result.conclusion).toBe('success');
  });

  it('has a post for a pre whose main was skipped, and none for a main that never began', async () => {
    const a = writeAction('a', { pre: '', main: '', post: '' });
    const b = writeAction('b', { main: '', post: '' });
    const steps = [
      { id: 'a', uses: a, if: 'false' },
      { id: 'b', uses: b, if: "github.repository == 'other/one'" },
    ];
    expect(order(await runner.start({ name: 'job', steps }).done)).toEqual(['pre a', 'post a']);
  });

  it('has no pre for a local action', async () => {
    const a = writeAction('a', { pre: '', main: '', post: '' });
    expect(order(await runner.start({ name: 'job', steps: [{ id: 'a', uses: a, isLocal: true }] }).done)).toEqual(['main a', 'post a']);
  });
});

describe('what stages tell each other', () => {
  it('is state by file, outputs to later steps, and inputs evaluated anew', async () => {
    const inputs = { 'job-status': { default: '${{ job.status }}' }, 'a b': { default: 'x' } };
    const show = 'console.log(process.env.STATE_kept !== undefined, process.env["INPUT_JOB-STATUS"], process.env.INPUT_A_B);';
    const main = `${saveState} require('fs').appendFileSync(process.env.GITHUB_OUTPUT, 'o=42\\n'); ${show}`;
    const a = writeAction('a', { main, post: show }, { inputs });
    const steps = [
      { id: 'a', uses: a },
      { id: 'fails', run: 'exit 3' },
      { id: 'told', uses: a, with: { 'a b': '${{ steps.a.outputs.o }}' }, if: 'failure()' },
    ];
    const { stages, conclusion } = await runner.start({ name: 'job', steps }).done;
    expect(stages.map((it) => [it.step, it.stage, it.lines.at(-1)])).toEqual([
      ['a', 'main', 'false success x'],
      ['fails', 'main', undefined],
      ['told', 'main', 'false failure 42'],
      ['told', 'post', 'true failure 42'],
      ['a', 'post', 'true failure x'],
    ]);
    expect(conclusion).toBe('failure');
  });

  it('fails a step that writes an unparsable line, or NODE_OPTIONS', async () => {
    const steps = [
      { id: 'a', run: 'echo nonsense >> "$GITHUB_ENV"' },
      { id: 'b', run: 'echo NODE_OPTIONS=x >> "$GITHUB_ENV"', if: 'always()' },
    ];
    expect((await runner.start({ name: 'job', steps }).done).stages.map((it) => it.conclusion)).toEqual(['failure', 'failure']);
  });
});

describe('being stopped', () => {
  const main = (onSignal: string) =>
    `${saveState} process.on('SIGINT', () => { console.log('SIGINT'); ${onSignal} }); console.log('up'); ${waitForEver}`;
  const post = 'console.log(process.env["INPUT_JOB-STATUS"], process.env.STATE_kept !== undefined);';
  const inputs = { 'job-status': { default: '${{ job.status }}' } };

  it('is SIGINT when the job is cancelled, and the post knows', async () => {
    const job = runner.start({
      name: 'job',
      steps: [{ id: 'a', uses: writeAction('a', { main: main('process.exit(1)'), post }, { inputs }) }],
    });
    await job.line(/up/);
    job.cancel();
    const { conclusion, stages } = await job.done;
    expect([conclusion, ...stages.map((it) => it.lines.at(-1))]).toEqual(['cancelled', 'SIGINT', 'cancelled true']);
  });

  it('ends in SIGKILL for who ignores the rest', async () => {
    const deaf = main("process.on('SIGTERM', () => console.log('SIGTERM'))");
    const job = runner.start({
      name: 'job',
      graceMs: quick,
      steps: [{ id: 'a', uses: writeAction('a', { main: deaf, post }, { inputs }) }],
    });
    await job.line(/up/);
    job.cancel();
    expect(await job.ended('a', 'main')).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled', lines: ['up', 'SIGINT', 'SIGTERM'] });
    expect((await job.ended('a', 'post')).lines).toEqual(['cancelled true']);
  });

  it('spares a step that wants to run always', async () => {
    const patient = "console.log('up'); process.on('SIGINT', () => console.log('SIGINT')); setTimeout(() => console.log('done'), 300)";
    const job = runner.start({ name: 'job', steps: [{ id: 'a', uses: writeAction('a', { main: patient }), if: 'always()' }] });
    await job.line(/up/);
    job.cancel();
    expect((await job.ended('a', 'main')).lines).toEqual(['up', 'done']);
  });

  it('comes from the time limit of a step too, which then has failed', async () => {
    const a = writeAction('a', { main: main('process.exit(1)'), post }, { inputs });
    const { stages } = await runner.start({ name: 'job', steps: [{ id: 'a', uses: a, timeoutMs: 400 }] }).done;
    expect(stages.map((it) => [it.conclusion, it.lines.at(-1)])).toEqual([
      ['failure', 'SIGINT'],
      ['success', 'failure true'],
    ]);
  });

  it('skips the posts when the service stops, but not the orphans', async () => {
    const steps = [
      { id: 'a', uses: writeAction('a', { main: detached("stdio: 'ignore'"), post }, { inputs }) },
      { id: 'b', uses: writeAction('b', { main: main('process.exit(1)') }) },
    ];
    const job = runner.start({ name: 'job', steps });
    const pid = Number((await job.line(/pid=/)).slice(4));
    await job.line(/up/);
    job.stopService();
    expect(order(await job.done)).toEqual(['main a', 'main b']);
    await until(() => !isRunning(pid));
  });

  it('is nothing at all for the children of a worker that is killed', async () => {
    const job = runner.start({ name: 'job', steps: [{ id: 'a', uses: writeAction('a', { main: main(''), post }, { inputs }) }] });
    const pid = await job.began('a', 'main');
    await job.line(/up/);
    await job.killWorker();
    expect(isRunning(pid)).toBe(true);
    await job.killAll();
  });
});

describe('the end of a job', () => {
  it('kills what carries the tracking id, and spares what dropped it', async () => {
    const steps = [
      { id: 'kept', uses: writeAction('kept', { main: detached("stdio: 'ignore'") }) },
      { id: 'dropped', uses: writeAction('dropped', { main: detached("stdio: 'ignore', env: {}") }) },
    ];
    const { stages } = await runner.start({ name: 'job', steps }).done;
    const [kept, dropped] = stages.map((it) => Number(it.lines[0]?.slice(4)));
    expect(isRunning(dropped ?? 0)).toBe(true);
    process.kill(dropped ?? 0, 'SIGKILL');
    await until(() => !isRunning(kept ?? 0));
  });

  it('waits for a pipe that somebody kept open, but not for ever', async () => {
    const steps = [
      { id: 'a', uses: writeAction('a', { main: detached("stdio: 'inherit'") }) },
      { id: 'b', uses: writeAction('b', { main: detached("stdio: 'ignore'") }) },
    ];
    const { stages } = await runner.start({ name: 'job', closeMs: 1500, steps }).done;
    expect(stages.map((it) => it.durationMs >= 1500)).toEqual([true, false]);
    expect(stages.map((it) => it.conclusion)).toEqual(['success', 'success']);
  });
});
