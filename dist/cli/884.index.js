export const id = 884;
export const ids = [884];
export const modules = {

/***/ 2884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createJob: () => (/* binding */ createJob),
/* harmony export */   forget: () => (/* binding */ forget)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8815);
/* harmony import */ var _base_exec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7849);
/**
 * Runs the stages of our own action.yml for the demo, as the runner would: inputs from the file's defaults, a command file
 * for each stage, state from one stage to the next. Conditions, cancels and time-outs are the business of a real runner.
 */




const files = { STATE: 'state', OUTPUT: 'output', STEP_SUMMARY: 'summary', ENV: 'env', PATH: 'path' };
const longestMs = 120_000;
const graceMs = 6000;
function createJob(job) {
    const action = (0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .parse */ .qg)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job.action, 'action.yml'), 'utf8'));
    const contexts = { 'job.status': 'success' };
    const evaluate = (text) => text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name) => contexts[name] ?? '');
    const inputs = Object.entries(action.inputs).map(([name, input]) => [
        `INPUT_${name.toUpperCase()}`,
        job.inputs[name] ?? evaluate(String(input.default ?? '')),
    ]);
    const path = (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job.home, name);
    const read = (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path(name), 'utf8');
    let state = [];
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(job.home, { recursive: true });
    for (const name of Object.values(files))
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path(name), '');
    return {
        run: async (stage) => {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path(files.STATE), '');
            const env = {
                ...job.env,
                ...Object.fromEntries(inputs),
                ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, path(file)])),
                ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])),
            };
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job.action, action.runs[stage]);
            const result = await (0,_base_exec_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)(process.execPath, [file], { ...job, cwd: job.home, env, limitMs: longestMs, graceMs });
            state = [...state, ...readCommandFile(read(files.STATE))];
            return result.exitCode === 0;
        },
        outputs: () => Object.fromEntries(readCommandFile(read(files.OUTPUT))),
        summary: () => read(files.STEP_SUMMARY),
    };
}
/** The pairs of a command file: `name<<MARK`, lines, `MARK`. */
function readCommandFile(text) {
    return [...text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n\2$/gms)].map(([, name = '', , value = '']) => [name, value]);
}
const forget = (dir) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });


/***/ })

};
