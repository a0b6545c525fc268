import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { isRunning, until } from '../support/until.ts';
import type { JobResult, JobSpec, Stage, StepSpec } from './job.ts';
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
  writeFileSync(join(dir, 'action.yml'), stringify({ name, runs: { using: 'node24', ...runs }, ...more }));
  return dir;
}

/** A step that uses an action of its own, of the same name. */
const uses = (id: string, stages: Partial<Record<Stage, string>>, more?: object) => ({ id, uses: writeAction(id, stages, more) });
const always = (id: string, run: string) => ({ id, run, if: 'always()' });
const start = (steps: StepSpec[], more: Partial<JobSpec> = {}) => runner.start({ name: 'job', steps, ...more });
const run = (steps: StepSpec[], more: Partial<JobSpec> = {}) => start(steps, more).done;
const say = (text: string) => `console.log(${JSON.stringify(text)});`;
const saveState = "require('fs').appendFileSync(process.env.GITHUB_STATE, 'kept=' + process.pid + '\\n');";
const waitForEver = 'setInterval(() => {}, 1000);';
const order = (result: JobResult) => result.stages.filter((it) => it.conclusion !== 'skipped').map((it) => `${it.stage} ${it.step}`);
const detached = (options: string) =>
  `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(waitForEver)}], {detached: true, ${options}}); c.unref(); console.log('pid=' + c.pid);`;

describe('the order of stages', () => {
  it('is every pre, the steps, and the posts of what began first, last', async () => {
    const all = { pre: say('pre'), main: say('main'), post: say('post') };
    const result = await run([uses('late', { main: '', post: '' }), uses('a', all), uses('b', all)]);
    expect(order(result)).toEqual(['pre a', 'pre b', 'main late', 'main a', 'main b', 'post late', 'post b', 'post a']);
    expect(result.conclusion).toBe('success');
  });

  it('has a post for a pre whose main was skipped, and none for a main that never began', async () => {
    const a = { ...uses('a', { pre: '', main: '', post: '' }), if: 'false' };
    const b = { ...uses('b', { main: '', post: '' }), if: "github.repository == 'other/one'" };
    expect(order(await run([a, b]))).toEqual(['pre a', 'post a']);
  });

  it('has no pre for a local action, which an earlier step may bring', async () => {
    const a = writeAction('a', { pre: '', main: '', post: '' });
    const bring = { id: 'bring', run: `cp -r '${a}' here` };
    expect(order(await run([bring, { id: 'a', uses: './here' }]))).toEqual(['main bring', 'main a', 'post a']);
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
    const { stages, conclusion } = await run(steps);
    expect(stages.map((it) => [it.step, it.stage, it.lines.at(-1)])).toEqual([
      ['a', 'main', 'false success x'],
      ['fails', 'main', undefined],
      ['told', 'main', 'false failure 42'],
      ['told', 'post', 'true failure 42'],
      ['a', 'post', 'true failure x'],
    ]);
    expect(conclusion).toBe('failure');
  });

  it('is environment, path and secrets, but never in place of what the runner says itself', async () => {
    const a = { id: 'a', run: 'echo A=1 >> "$GITHUB_ENV"; echo /of/step >> "$GITHUB_PATH"; echo "o=$GITHUB_ACTION" >> "$GITHUB_OUTPUT"' };
    const says = 'echo "$A $B ${{ env.B }} $GITHUB_JOB $RUNNER_NAME ${PATH%%:*} [$ACTIONS_RUNTIME_TOKEN] hush"';
    const steps = [a, { id: 'b', run: says, env: { GITHUB_JOB: 'x' } }];
    const { stages, outputs, env } = await run(steps, { env: { A: '0', B: '2', RUNNER_NAME: 'x' }, secrets: { it: 'hush' } });
    expect(stages[1]?.lines).toEqual([`1 2 2 job ${basename(runner.root)} /of/step [] ***`]);
    expect([outputs, env]).toEqual([{ a: { o: 'a' }, b: {} }, { A: '1' }]);
  });

  it('fails a step that writes an unparsable line, and refuses NODE_OPTIONS', async () => {
    const asks = { ...always('c', 'echo "[$NODE_OPTIONS]"'), env: { NODE_OPTIONS: '${{ env.NODE_OPTIONS }}' } };
    const steps = [always('a', 'echo nonsense >> "$GITHUB_ENV"'), always('b', 'echo NODE_OPTIONS=x >> "$GITHUB_ENV"'), asks];
    const { stages } = await run(steps);
    expect(stages.map((it) => `${it.conclusion} ${it.annotations.length} ${it.lines}`)).toEqual([
      'failure 1 ',
      'success 1 ',
      'success 0 []',
    ]);
  });
});

describe('a failure', () => {
  it("is forgiven where that is allowed, and is the job's if it is a post's", async () => {
    const a = uses('a', { main: '', post: 'process.exit(2)' });
    const forgiven = { id: 'forgiven', run: 'exit 1', isAllowedToFail: true };
    const asks = { id: 'asks', run: 'echo ${{ steps.forgiven.outcome }} ${{ steps.forgiven.conclusion }}' };
    const { stages, conclusion } = await run([a, forgiven, asks]);
    expect(stages.map((it) => it.conclusion)).toEqual(['success', 'success', 'success', 'failure']);
    expect([stages[2]?.lines, conclusion]).toEqual([['failure success'], 'failure']);
  });

  it('is what comes of a condition nobody understands, of a workspace that is gone, and of temporary files that are', async () => {
    const remove = always('gone', 'rm -r "$RUNNER_TEMP" "$GITHUB_WORKSPACE"');
    const { stages } = await run([{ id: 'odd', run: 'true', if: 'what(' }, remove, always('cannot', 'true')]);
    expect(stages.map((it) => `${it.conclusion} ${it.annotations.length}`)).toEqual(['failure 1', 'success 0', 'failure 1']);
  });
});

describe('a hook', () => {
  const writeHook = (name: string, code: string) => {
    writeFileSync(join(runner.root, name), code);
    return join(runner.root, name);
  };

  it('is around all of a job, and sees none of its environment', async () => {
    const hooks = {
      started: writeHook('started.sh', 'echo "[$A] [$GITHUB_ACTION] $GITHUB_JOB $RUNNER_TRACKING_ID"'),
      completed: writeHook('completed.js', 'console.log(process.env.A, process.env.RUNNER_TRACKING_ID)'),
    };
    const result = await run([uses('a', { pre: '', main: '', post: '' })], { env: { A: '1' }, hooks });
    expect(order(result)).toEqual(['hook started', 'pre a', 'main a', 'post a', 'hook completed']);
    const [started, completed] = [result.stages[0]?.lines[0], result.stages[4]?.lines[0]];
    expect(started).toMatch(/^\[\] \[\] job github_[0-9a-f-]{36}$/);
    expect(completed).toBe(`undefined ${started?.split(' ').at(-1)}`);
  });

  it('that fails first skips the steps that want success', async () => {
    const hooks = { started: writeHook('started.sh', 'false; true') };
    const result = await run([{ id: 'a', run: 'true' }, always('b', 'true')], { hooks });
    expect([order(result), result.conclusion]).toEqual([['hook started', 'main b'], 'failure']);
  });
});

describe('a composite action', () => {
  const compose = (steps: object[], more = {}) => writeAction('outer', {}, { ...more, runs: { using: 'composite', steps } });

  it('runs its steps in its own scope, each stage together', async () => {
    const inner = writeAction('inner', { pre: '', main: '', post: '' });
    const says = 'echo "o=${{ inputs.who }} $W $GITHUB_ACTION_PATH" >> "$GITHUB_OUTPUT"; exit 1';
    const fails = { id: 'fails', run: says, shell: 'bash', 'continue-on-error': true };
    const outer = compose([{ uses: inner }, fails, { id: 'never', run: 'true', if: 'failure()' }], {
      inputs: { who: { default: '${{ job.status }}' } },
      outputs: { said: { value: '${{ steps.fails.outputs.o }}' } },
    });
    const result = await run([{ id: 'outer', uses: outer, env: { W: 'w' } }, uses('last', { main: '', post: '' })]);
    expect(order(result)).toEqual([
      ...['pre outer.step-1', 'pre outer', 'main outer.step-1', 'main outer.fails', 'main outer', 'main last'],
      ...['post last', 'post outer.step-1', 'post outer'],
    ]);
    expect([result.outputs.outer, result.conclusion]).toEqual([{ said: `success w ${outer}` }, 'success']);
  });

  it('is stopped as one, by a cancel or its time limit', async () => {
    const outer = compose([
      { id: 'waits', run: 'exec sleep 1000' },
      { id: 'next', run: 'true' },
    ]);
    const limited = { id: 'outer', uses: outer, timeoutMs: 300 };
    const job = start([limited, { id: 'again', uses: outer, if: '!cancelled()' }]);
    await job.began('again.waits', 'main');
    job.cancel();
    const { stages } = await job.done;
    expect(stages.map((it) => `${it.step} ${it.conclusion} ${it.signal}`)).toEqual([
      ...['outer.waits failure SIGINT', 'outer.next skipped null', 'outer failure null'],
      ...['again.waits cancelled SIGINT', 'again.next skipped null', 'again cancelled null'],
    ]);
  });
});

describe('being stopped', () => {
  const main = (onSignal: string) =>
    `${saveState} process.on('SIGINT', () => { console.log('SIGINT'); ${onSignal} }); console.log('up'); ${waitForEver}`;
  const post = 'console.log(process.env["INPUT_JOB-STATUS"], process.env.STATE_kept !== undefined);';
  const inputs = { 'job-status': { default: '${{ job.status }}' } };

  it('is SIGINT when the job is cancelled, and the post knows', async () => {
    const job = start([uses('a', { main: main('process.exit(1)'), post }, { inputs })]);
    await job.line(/up/);
    job.cancel();
    const { conclusion, stages } = await job.done;
    expect([conclusion, ...stages.map((it) => it.lines.at(-1))]).toEqual(['cancelled', 'SIGINT', 'cancelled true']);
  });

  it('ends in SIGKILL for who ignores the rest', async () => {
    const deaf = main("process.on('SIGTERM', () => console.log('SIGTERM'))");
    const job = start([uses('a', { main: deaf, post }, { inputs })], { graceMs: { interrupt: 100, terminate: 100 } });
    await job.line(/up/);
    job.cancel();
    expect(await job.ended('a', 'main')).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled', lines: ['up', 'SIGINT', 'SIGTERM'] });
    expect((await job.ended('a', 'post')).lines).toEqual(['cancelled true']);
  });

  it('spares a step that wants to run always', async () => {
    const patient = "console.log('up'); process.on('SIGINT', () => console.log('SIGINT')); setTimeout(() => console.log('done'), 300)";
    const job = start([{ ...uses('a', { main: patient }), if: 'always()' }]);
    await job.line(/up/);
    job.cancel();
    expect((await job.ended('a', 'main')).lines).toEqual(['up', 'done']);
  });

  it('comes from the time limit of a step too, which then has failed', async () => {
    const a = uses('a', { main: main('process.exit(1)'), post }, { inputs });
    const { stages } = await run([{ ...a, timeoutMs: 1000 }]);
    expect(stages.map((it) => `${it.conclusion}: ${it.lines.at(-1)}`)).toEqual(['failure: SIGINT', 'success: failure true']);
  });

  it('skips the posts when the service stops, but not the orphans', async () => {
    const job = start([uses('a', { main: detached("stdio: 'ignore'"), post }), uses('b', { main: main('process.exit(1)') })]);
    const pid = Number((await job.line(/pid=/)).slice(4));
    await job.line(/up/);
    job.stopService();
    expect(order(await job.done)).toEqual(['main a', 'main b']);
    await until(() => !isRunning(pid));
  });

  it('by Ctrl-C comes to all of the process group, and then to nobody else', async () => {
    const child =
      "process.on('SIGINT', () => { console.log('child SIGINT'); process.exit(); }); console.log('up'); setInterval(() => {}, 1000);";
    const parent = `process.on('SIGINT', () => {}); const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}],
      { stdio: 'inherit' }); c.on('exit', () => process.exit(1));`;
    const job = start([uses('a', { main: parent, post })]);
    await job.line(/up/);
    job.interruptGroup();
    expect(await job.ended('a', 'main')).toMatchObject({ conclusion: 'cancelled', exitCode: 1, lines: ['up', 'child SIGINT'] });
    expect(order(await job.done)).toEqual(['main a']);
  });

  it('is nothing at all for the children of a worker that is killed', async () => {
    const job = start([uses('a', { main: main(''), post })]);
    const pid = await job.began('a', 'main');
    await job.line(/up/);
    await job.killWorker();
    expect(isRunning(pid)).toBe(true);
    await job.killAll();
  });
});

describe('the end of a job', () => {
  it('kills what carries the tracking id, and spares what dropped it', async () => {
    const steps = [uses('kept', { main: detached("stdio: 'ignore'") }), uses('dropped', { main: detached("stdio: 'ignore', env: {}") })];
    const { stages } = await run(steps);
    const [kept, dropped] = stages.map((it) => Number(it.lines[0]?.slice(4)));
    expect(isRunning(dropped ?? 0)).toBe(true);
    process.kill(dropped ?? 0, 'SIGKILL');
    await until(() => !isRunning(kept ?? 0));
  });

  it('waits for a pipe that somebody kept open, but not for ever', async () => {
    const steps = [uses('a', { main: detached("stdio: 'inherit'") }), uses('b', { main: detached("stdio: 'ignore'") })];
    const { stages } = await run(steps, { closeMs: 1500 });
    expect(stages.map((it) => it.durationMs >= 1500)).toEqual([true, false]);
    expect(stages.map((it) => it.conclusion)).toEqual(['success', 'success']);
  });
});
