export const id = 956;
export const ids = [956];
export const modules = {

/***/ 64956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demo: () => (/* binding */ demo)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/exec.js + 1 modules
var exec = __webpack_require__(37198);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/git/isolation/environment.js
var environment = __webpack_require__(29323);
// EXTERNAL MODULE: ./lib/src/cli/command.js + 1 modules
var command = __webpack_require__(46402);
// EXTERNAL MODULE: ./lib/src/cli/report.js + 10 modules
var report = __webpack_require__(35538);
// EXTERNAL MODULE: ./lib/src/cli/status/status.js + 6 modules
var status_status = __webpack_require__(8834);
// EXTERNAL MODULE: ./lib/src/cli/terminal.js
var terminal = __webpack_require__(39567);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/src/cli/demo/stages.js




const files = { STATE: 'state', OUTPUT: 'output', STEP_SUMMARY: 'summary', ENV: 'env', PATH: 'path' };
const longestMs = 120_000;
const graceMs = 6000;
function createJob(job) {
    const action = (0,dist/* parse */.qg)((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(job.action, 'action.yml'), 'utf8'));
    const contexts = { 'job.status': 'success' };
    const evaluate = (text) => text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name) => contexts[name] ?? '');
    const inputs = Object.entries(action.inputs).map(([name, input]) => [
        `INPUT_${name.toUpperCase()}`,
        job.inputs[name] ?? evaluate(String(input.default ?? '')),
    ]);
    const path = (name) => (0,external_node_path_.join)(job.home, name);
    const read = (name) => (0,external_node_fs_.readFileSync)(path(name), 'utf8');
    let state = [];
    (0,external_node_fs_.mkdirSync)(job.home, { recursive: true });
    for (const name of Object.values(files))
        (0,external_node_fs_.writeFileSync)(path(name), '');
    return {
        run: async (stage) => {
            (0,external_node_fs_.writeFileSync)(path(files.STATE), '');
            const env = {
                ...job.env,
                ...Object.fromEntries(inputs),
                ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, path(file)])),
                ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])),
            };
            const file = (0,external_node_path_.join)(job.action, action.runs[stage]);
            const result = await (0,exec/* run */.eF)(process.execPath, [file], { limitMs: longestMs, ...job, cwd: job.home, env, graceMs });
            state = [...state, ...readCommandFile(read(files.STATE))];
            return result.exitCode === 0;
        },
        outputs: () => Object.fromEntries(readCommandFile(read(files.OUTPUT))),
        summary: () => read(files.STEP_SUMMARY),
    };
}
function readCommandFile(text) {
    return [...text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n\2$/gms)].map(([, name = '', , value = '']) => [name, value]);
}
const forget = (dir) => (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });

;// CONCATENATED MODULE: ./lib/src/cli/demo/demo.js














async function demo(_, host) {
    try {
        return await runDemo({ ...host, host, action: host.home, print: (line) => host.out.write(`${line}\n`) });
    }
    catch (error) {
        if (!host.signal.aborted)
            throw error;
        (0,terminal/* tell */.q)(host.err, 'stopped; everything it made is gone.');
        return command/* exit */.NS.interrupted;
    }
}
const jobs = 8;
const branches = 60;
const workMs = 250;
const someWait = 4;
const margin = '   ';
const numbers = Array.from({ length: jobs }, (_, index) => index + 1);
async function runDemo(demo) {
    const { print, clock } = demo;
    const home = (0,external_node_fs_.realpathSync)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'fetch-lock-demo-')));
    const git = gitIn(demo);
    try {
        print(`${jobs} jobs on one host share a bare mirror, and every one wants the push that has just moved ${branches} branches.`);
        await makeUpstream(git, home);
        for (const name of ['plain.git', 'mirror.git'])
            await git(home, 'clone', '--quiet', '--mirror', 'upstream.git', name);
        await push(git, home, 'the push that started the jobs');
        print('');
        print(`1. Without a lock: ${jobs} times \`git fetch --prune origin\`, at once`);
        const plain = await together(numbers.map(() => (0,exec/* ask */.kA)('git', ['fetch', '--prune', 'origin'], { cwd: (0,external_node_path_.join)(home, 'plain.git'), env: (0,environment/* gitEnvironment */._K)(demo.env) })));
        const failed = plain.filter((it) => it.exitCode !== 0);
        print(`   ${failed.length} of ${jobs} failed. ${failed[0] ? `The first complaint: ${complaintOf(failed[0].stderr)}` : 'None of them collided this time.'}`);
        print('');
        print(`2. With fetch-lock: the same ${jobs} jobs through action.yml (pre, main, post), while one more commit is pushed`);
        const startedMs = clock.now();
        const pushing = push(git, home, 'a push in between');
        const look = whenSomeWait(() => show(demo, home, 'status', status_status.status));
        const running = together(numbers.map((number) => runJob(demo, home, number, look.hear)));
        await together([pushing, running.finally(look.ended)]);
        const all = await running;
        const lost = all.filter((it) => !it.isGreen);
        const waits = all.map((it) => Number(it.outputs['waited-ms'])).sort((a, b) => a - b);
        print(`   ${lost.length} of ${jobs} failed, in ${(0,duration/* formatDuration */.a)(clock.now() - startedMs)}; the longest wait was ${(0,duration/* formatDuration */.a)(waits.at(-1) ?? 0)}.`);
        const last = all.reduce((a, b) => (Number(b.outputs['waited-ms']) > Number(a.outputs['waited-ms']) ? b : a));
        print('');
        print(`3. The summary on the page of job ${last.number}, which waited longest; a picture and the numbers are below it`);
        for (const line of plainText(last.summary))
            print(`${margin}${line}`.trimEnd());
        print('');
        print('4. Who waited for whom, for the admin of the host');
        await show(demo, home, 'report', report.report);
        print('');
        print(`Without the lock ${failed.length} of ${jobs} fetches failed; with it ${lost.length} of ${jobs}. All of it is taken away again.`);
        for (const line of sayNext())
            print(line);
        return lost.length === 0 ? 0 : 1;
    }
    finally {
        forget(home);
    }
}
async function show({ host, print }, home, name, command) {
    const call = { has: () => false, text: () => undefined, texts: () => [], operands: ['mirror.git'], command: [] };
    let told = '';
    const write = (text) => {
        told += text;
    };
    await command(call, { ...host, cwd: home, out: { ...host.out, write, width: host.out.width - margin.length } });
    print([`$ fetch-lock ${name} mirror.git`, ...told.trimEnd().split('\n')].map((it) => `${margin}${it}`.trimEnd()).join('\n'));
}
function whenSomeWait(act) {
    let waits = 0;
    let acting;
    return {
        hear: (line) => {
            if (line.startsWith('Waiting'))
                waits += 1;
            if (acting || !(waits >= someWait || /^Got .* after /.test(line)))
                return;
            acting = act();
            acting.catch(() => { });
        },
        ended: async () => acting,
    };
}
function sayNext() {
    const [, file = ''] = process.argv;
    const typed = (0,external_node_path_.basename)(file) === 'fetch-lock' ? 'fetch-lock' : `node ${(0,external_node_path_.relative)(process.cwd(), file)}`;
    return [
        'Next, in two terminals, with a lock that lasts:',
        `  ${typed} run --path . -- sleep 60`,
        `  ${typed} status --watch .`,
        `or in a repository that your jobs share: ${typed} doctor PATH`,
        'And for the jobs: copy the six lines of the README into a workflow of yours.',
    ];
}
async function together(works) {
    await Promise.allSettled(works);
    return Promise.all(works);
}
async function runJob(demo, home, number, hear) {
    const env = {
        ...(0,environment/* gitEnvironment */._K)(demo.env),
        ...{
            GITHUB_WORKSPACE: home,
            GITHUB_REPOSITORY: 'acme/web',
            GITHUB_JOB: `test-${number}`,
            GITHUB_RUN_ID: '812',
            GITHUB_RUN_ATTEMPT: '1',
        },
        ...{ RUNNER_NAME: `runner-${number}`, RUNNER_TRACKING_ID: `demo_${process.pid}_${number}` },
    };
    const onLine = (line) => {
        hear(line);
        if (/^(Waiting|Got|Let go|::error|::warning)/.test(line))
            demo.print(`   job ${number}  ${line.replace(/ https:\S+$/, '')}`);
    };
    const job = createJob({
        ...demo,
        env,
        home: (0,external_node_path_.join)(home, `job-${number}`),
        inputs: { path: 'mirror.git', git: 'fetch --prune origin' },
        onLine,
    });
    const isReady = (await job.run('pre')) && (await job.run('main'));
    if (isReady)
        await (0,clock/* pause */.v7)(demo.clock, workMs, demo.signal);
    demo.signal.throwIfAborted();
    const isReleased = await job.run('post');
    return { number, isGreen: isReady && isReleased, outputs: job.outputs(), summary: job.summary() };
}
const gitIn = ({ env, signal }) => async (cwd, ...args) => {
    signal.throwIfAborted();
    const author = {
        GIT_AUTHOR_NAME: 'demo',
        GIT_AUTHOR_EMAIL: 'demo@example.com',
        GIT_COMMITTER_NAME: 'demo',
        GIT_COMMITTER_EMAIL: 'demo@example.com',
    };
    const answer = await (0,exec/* ask */.kA)('git', args, { cwd, env: { ...(0,environment/* gitEnvironment */._K)(env), ...author } }).catch((error) => ({
        exitCode: 127,
        stderr: String(error),
    }));
    if (answer.exitCode === 0)
        return;
    throw new errors/* FetchLockError */.qf('FL_GIT', {
        what: `\`git ${args.slice(0, 2).join(' ')}\` failed in the demo.`,
        why: (0,base_text/* inert */.tJ)(answer.stderr),
        fix: 'The demo needs git 2.31 or newer.',
    });
};
async function makeUpstream(git, home) {
    const work = (0,external_node_path_.join)(home, 'work');
    await git(home, 'init', '--quiet', '--bare', '--initial-branch=main', 'upstream.git');
    await git(home, 'init', '--quiet', '--initial-branch=main', 'work');
    await git(work, 'remote', 'add', 'origin', (0,external_node_path_.join)(home, 'upstream.git'));
    await push(git, home, 'the beginning');
}
async function push(git, home, message) {
    const work = (0,external_node_path_.join)(home, 'work');
    await git(work, 'commit', '--quiet', '--allow-empty', '--message', message);
    const heads = Array.from({ length: branches }, (_, index) => `+HEAD:refs/heads/feature-${index + 1}`);
    await git(work, 'push', '--quiet', 'origin', '+HEAD:refs/heads/main', ...heads);
}
const complaintOf = (stderr) => (0,base_text/* inert */.tJ)((stderr.split('\n').find((it) => it.startsWith('error')) ?? stderr).replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1'), 150);
const plainText = (markdown) => markdown
    .replace(/```mermaid\n[\s\S]*?\n```\n/g, '')
    .replace(/<details>.*?<\/details>/gs, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .split('\n')
    .filter((line, index, all) => line.trim() !== '' || (all[index - 1] ?? '').trim() !== '')
    .join('\n')
    .trim()
    .split('\n');


/***/ })

};
