export const id = 418;
export const ids = [418,631];
export const modules = {

/***/ 27418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addressUnder: () => (/* binding */ addressUnder),
  isOverruled: () => (/* binding */ isOverruled),
  readInputsUnder: () => (/* binding */ readInputsUnder)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/policy/policy.js
var policy = __webpack_require__(29631);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var base_duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/address.js




const [shortestMs, longestMs, usualMs] = [5000, 600_000, 30_000];
const most = 2000;
const shape = /^(rediss?|unix):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/;
function readAddress(what, text) {
    const refuse = (why) => new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${kindOf(what)} \`${what}\` is not the address of a Redis: ${why}.`,
        fix: 'Write redis://USER:PASSWORD@HOST:PORT, rediss:// for TLS, or unix:///path/to/redis.sock; percent-encode signs such as @, / and : in the password.',
    });
    const decode = (part) => {
        const read = (0,errors/* orNothing */.bR)(() => decodeURIComponent(part));
        if (read === undefined || /\p{Cc}/u.test(read))
            throw refuse('it has a wrong percent sign, or a control character');
        return read;
    };
    if (text.length > most || /[\s\p{Cc}]/u.test(text))
        throw refuse(text.length > most ? 'it is too long' : 'it has white space in it');
    const [, scheme, userInfo, authority = '', path = '', query] = shape.exec(text) ?? [];
    if (scheme === undefined)
        throw refuse('it begins with no known scheme, or is cut in the wrong places');
    const [user = '', password] = (userInfo ?? '').split(/:(.*)/s).map(decode);
    if (userInfo !== undefined && !password)
        throw refuse('it has a user, but no password');
    const { lease, db } = readQuery(query, refuse, decode);
    if (db !== undefined && scheme !== 'unix')
        throw refuse('its database belongs behind the port, as in redis://HOST:PORT/0');
    const leaseMs = lease === undefined ? usualMs : ((0,errors/* orNothing */.bR)(() => (0,base_duration/* parseDuration */.E)(what, lease)) ?? 0);
    if (leaseMs < shortestMs || leaseMs > longestMs)
        throw refuse('its lease is not between 5s and 10m');
    const rest = {
        ...(user ? { user } : {}),
        ...(password ? { password } : {}),
        ...{ givenAs: what, leaseMs, secrets: secretsOf(text, userInfo, password) },
    };
    if (scheme === 'unix') {
        const socket = decode(path);
        if (authority !== '' || !(0,external_node_path_.isAbsolute)(socket) || socket.length < 2)
            throw refuse('the path of its socket is not absolute');
        return { at: { path: socket }, ...rest, database: readDatabase(db ?? '', refuse), shown: (0,base_text/* inert */.tJ)(socket) };
    }
    const [, name, digits] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(authority) ?? [];
    const port = Number(digits ?? 6379);
    if (name === undefined || port < 1 || port > 65_535)
        throw refuse('its host or port cannot be read');
    const host = name.replace(/^\[|\]$/g, '');
    return {
        at: { host, port, isTls: scheme === 'rediss' },
        ...rest,
        database: readDatabase(path.slice(1), refuse),
        shown: `${name}:${port}`,
    };
}
const kindOf = (what) => (what.startsWith('-') ? 'Option' : /^[A-Z_]+$/.test(what) ? 'Variable' : 'Input');
function readQuery(query, refuse, decode) {
    const found = new Map();
    for (const pair of query ? query.split('&') : []) {
        const [key = '', value = ''] = pair.split(/=(.*)/s).map(decode);
        if (!['lease', 'db'].includes(key) || found.has(key))
            throw refuse('behind its question mark only `lease`, and `db` of a socket, are known');
        found.set(key, value);
    }
    return Object.fromEntries(found);
}
function readDatabase(text, refuse) {
    if (!/^\d{0,4}$/.test(text))
        throw refuse('its database is not a number');
    return Number(text);
}
const secretsOf = (text, userInfo, password) => password ? [...new Set([text, userInfo ?? '', (userInfo ?? '').replace(/^[^:]*:/, ''), password])].filter((it) => it.length > 0) : [];

// EXTERNAL MODULE: ./lib/src/action/inputs/given.js
var inputs_given = __webpack_require__(84350);
// EXTERNAL MODULE: ./lib/src/git/operands.js
var git_operands = __webpack_require__(74595);
// EXTERNAL MODULE: ./lib/src/git/verbs.js
var verbs = __webpack_require__(76583);
;// CONCATENATED MODULE: ./lib/src/git/options.js

const notations = ({ accepts }) => accepts.split(' ').sort();
const noted = /^(--[\w-]+)?\|?(-\w)?(\[)?(?:=<(\w+)>)?\]?$/;
function optionsOf(rules) {
    return notations(rules).map((notation) => {
        const [, long, short, bracket, kind] = noted.exec(notation) ?? [];
        const name = long ?? short;
        const value = verbs/* values */.zu[kind ?? ''];
        if (name === undefined || (kind && !value))
            throw new Error(`'${notation}' notes no option.`);
        const mayStandAlone = value === undefined || bracket !== undefined;
        return { name, mayStandAlone, ...(short === undefined ? {} : { short }), ...(value === undefined ? {} : { value }) };
    });
}
function knownNames(rules) {
    const accepted = optionsOf(rules).flatMap(({ name }) => (name.startsWith('--') ? [name.slice(2)] : []));
    const others = rules.knows ? rules.knows.split(' ') : [];
    const bases = [...accepted, ...others].map((it) => it.replace(/^no-/, ''));
    return new Set(bases.flatMap((it) => [`--${it}`, `--no-${it}`]));
}
function readOptions(words, rules, refuse) {
    const accepted = optionsOf(rules);
    const known = knownNames(rules);
    const options = [];
    const operands = [];
    const rest = [...words];
    const notAccepted = (typed, name = typed) => {
        const reason = verbs/* reasons */.Ot.find(([names]) => names.test(name))?.[1];
        return refuse([`The option '${typed}' is not accepted.`, ...(reason ? [reason] : [])].join(' '));
    };
    const take = ({ name, value, mayStandAlone }, attached) => {
        if (value === undefined && attached !== undefined)
            throw refuse(`The option '${name}' takes no value.`);
        const given = mayStandAlone ? attached : (attached ?? rest.shift());
        if (given === undefined && !mayStandAlone)
            throw refuse(`The option '${name}' needs a value.`);
        if (given !== undefined && !value?.pattern.test(given))
            throw refuse(`The option '${name}' does not take '${given}', but ${value?.is}.`);
        options.push(given === undefined ? name : `${name}=${given}`);
    };
    const readLong = (word) => {
        const [typed = '', attached] = cut(word);
        const meant = known.has(typed) || rules.knows === undefined ? [typed] : [...known].filter((it) => it.startsWith(typed));
        if (meant.length > 1)
            throw refuse(`The option '${typed}' could be ${meant.slice(0, 3).join(', ')}${meant.length > 3 ? ', \u2026' : ''}.`);
        const option = accepted.find(({ name }) => name === meant[0]);
        if (option === undefined)
            throw notAccepted(word, meant[0]);
        take(option, attached);
    };
    const readShorts = (word) => {
        if (rules.isScript && word.length > 2)
            throw notAccepted(word);
        for (let at = 1; at < word.length; at++) {
            const option = accepted.find(({ short }) => short === `-${word[at]}`);
            if (option === undefined)
                throw notAccepted(word, `-${word[at]}`);
            const attached = option.value === undefined ? '' : word.slice(at + 1);
            take(option, attached || undefined);
            if (attached)
                break;
        }
    };
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
        const isEnd = word === '--' || (word === '--end-of-options' && rules.separator === undefined);
        if (isEnd || (rules.isScript && !/^-./.test(word)))
            operands.push(...(isEnd ? [] : [word]), ...rest.splice(0));
        else if (word.startsWith('--'))
            readLong(word);
        else if (/^-./.test(word))
            readShorts(word);
        else
            operands.push(word);
    }
    return { options, operands };
}
function cut(word) {
    const at = word.indexOf('=');
    return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

;// CONCATENATED MODULE: ./lib/src/git/command.js





const parseCommands = (text) => text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseCommand);
function parseCommand(line) {
    const words = splitWords(line);
    if (words[0] === 'git')
        words.shift();
    const verb = verbOf(words, line);
    const rules = verbs/* verbs */.PB[verb];
    const notAccepted = (why) => unsafe(line, why, `\`${verb}\` takes ${notations(rules).join(', ')}.`);
    const { options, operands } = readOptions(words.slice(verb.split(' ').length), rules, notAccepted);
    const place = options.includes('--multiple') ? 'remotes' : rules.operands;
    const objection = (0,git_operands/* objectionTo */.Dx)(operands, git_operands/* places */.zn[place]);
    if (objection)
        throw unsafe(line, objection.why, objection.fix);
    const settled = Object.entries(rules.settles ?? {}).flatMap(([option, by]) => (options.some((it) => by.test(it)) ? [] : [option]));
    if (place === 'repository')
        operands.push(...(0,git_operands/* protectionOf */.fA)(operands.slice(1)));
    const altered = options.map((it) => rules.with?.[it] ?? rules.with?.[it.replace(/=.*/, '')]);
    return {
        ...{ needs: rules.needs, isNetwork: rules.isNetwork, ...Object.assign({}, ...altered) },
        ...{ text: show(line), verb },
        argv: [
            ...[...verb.split(' '), ...options, ...settled],
            ...(operands.length > 0 ? [rules.separator ?? '--end-of-options', ...operands] : []),
        ],
    };
}
function verbOf(words, line) {
    const names = Object.keys(verbs/* verbs */.PB);
    const found = names.find((it) => it.split(' ').every((word, index) => words[index] === word));
    if (found !== undefined)
        return found;
    const [first] = words;
    const said = words.slice(0, names.some((it) => it.startsWith(`${first} `)) ? 2 : 1).join(' ');
    const [, because, instead] = verbs/* refusedVerbs */.j4.find(([it]) => it.test(said)) ?? [];
    if (because !== undefined && instead !== undefined)
        throw unsafe(line, because, instead);
    const why = first?.startsWith('-')
        ? `It has the option '${first}' before the verb.`
        : first
            ? `'${said}' is no verb that is accepted.`
            : 'It has no verb.';
    throw unsafe(line, why, `Start with one of: ${names.join(', ')}.`);
}
const unsafe = (line, why, fix) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The git command '${show(line)}' is refused.`,
    why: (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(why)),
    fix,
});
const show = (text) => (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text.replace(/['"]/g, '')));
function splitWords(line) {
    const words = [];
    let word;
    let quote;
    const spaced = line.replaceAll('\t', ' ');
    if (!(0,base_text/* isPlain */.$i)(spaced) && /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(spaced))
        throw unsafe(line, 'It has a control character in it.', 'Take it out.');
    for (const sign of line) {
        if (quote !== undefined) {
            if (sign === quote)
                quote = undefined;
            else if (quote === '"' && /[$`\\!]/.test(sign))
                throw unsafe(line, `There is no shell, so '${sign}' means nothing here.`, 'Take it out, or put it in single quotes if it is meant.');
            else
                word += sign;
        }
        else if (sign === "'" || sign === '"') {
            quote = sign;
            word ??= '';
        }
        else if (sign === ' ' || sign === '\t') {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (/[;&|<>()$`\\?[\]{}!#]/.test(sign) || (sign === '~' && word === undefined)) {
            throw unsafe(line, `There is no shell, so '${sign}' means nothing here.`, 'Write one git command a line, with plain words.');
        }
        else
            word = (word ?? '') + sign;
    }
    if (quote !== undefined)
        throw unsafe(line, `The quote ${quote} is not closed.`, 'Close it.');
    return word === undefined ? words : [...words, word];
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/name.js

const usualPorts = { http: '80', https: '443', ssh: '22', git: '9418' };
const name_most = 1000;
function canonicalRemote(url) {
    if (url === '' || url.length > name_most || /\p{Cc}/u.test(url))
        return undefined;
    const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
    if (scheme !== undefined)
        return scheme.toLowerCase() === 'file' ? fileAt(rest) : remoteAt(scheme.toLowerCase(), rest);
    if (isAbsolute(url))
        return fileAt(url);
    const [, host, path = ''] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@[\]]+):(?!:)(.*)$/is.exec(url) ?? [];
    return host === undefined || /^[a-z]:[\\/]/i.test(url) ? undefined : named(host, path);
}
function fileAt(rest) {
    const path = shortened(rest);
    return isAbsolute(rest) && path !== '' ? `file:/${path}` : undefined;
}
function remoteAt(scheme, rest) {
    const [protocol = ''] = scheme.split('+').filter((it) => it !== 'git' || scheme === 'git');
    const [, authority = '', path = ''] = /^([^/?#]*)\/(.*)$/s.exec(rest) ?? [];
    const [, host, port] = /^(?:.*@)?(\[[0-9a-f:.]+\]|[^:@[\]]+)(?::(\d{1,5}))?$/is.exec(authority) ?? [];
    if (host === undefined || usualPorts[protocol] === undefined)
        return undefined;
    return named(host, path, port === usualPorts[protocol] ? undefined : port);
}
function named(host, path, port) {
    const way = shortened(path);
    if (way === '' || /[?#]/.test(path))
        return undefined;
    return `${host.toLowerCase().replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}/${way}`;
}
const shortened = (path) => path
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '')
    .replace(/(\/|^)?\.git$/, '')
    .replace(/\/$/, '');
const longestName = 500;
const isLockName = (text) => text !== '' && text.length <= longestName && text.trim() === text && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text);
const makingOf = (name) => `${name}:making`;

;// CONCATENATED MODULE: ./lib/src/action/inputs/inputs.js








const refuse = (what, fix) => new errors/* FetchLockError */.qf('FL_INPUT', { what, fix });
function readInputs(env, stage) {
    const read = (name, isEmpty, parse) => {
        const text = (0,inputs_given/* inputOf */.w)(env, name);
        if (text !== '')
            return parse(text);
        if (stage === 'pre')
            return isEmpty;
        throw refuse(`Input \`${name}\` is empty.`, 'Leave it out for its default, or give it a value.');
    };
    const oneOf = (name, accepted) => read(name, accepted[0], (text) => {
        const found = accepted.find((it) => it === text);
        if (found !== undefined)
            return found;
        throw refuse(`Input \`${name}\` is '${(0,base_text/* inert */.tJ)(text)}'.`, `Accepted are: ${accepted.join(', ')}.`);
    });
    const duration = (name) => read(name, 0, (text) => (0,base_duration/* parseDuration */.E)(name, text));
    const commands = parseCommands((0,inputs_given/* inputOf */.w)(env, 'git'));
    const asked = oneOf('mode', ['auto', 'shared', 'update', 'exclusive']);
    const wants = parseWants((0,inputs_given/* inputOf */.w)(env, 'want'), stage);
    const inputs = {
        paths: read('path', ['.'], parsePaths),
        commands,
        wants,
        maxAgeMs: duration('max-age'),
        mode: modeFor(asked, commands, wants),
        isAuto: asked === 'auto',
        hold: oneOf('hold', ['job', 'step']),
        lockTimeoutMs: duration('lock-timeout'),
        lockTimeout: (0,inputs_given/* inputOf */.w)(env, 'lock-timeout'),
        isFailClosed: read('fail-closed', true, (text) => parseBoolean('fail-closed', text)),
        gitTimeoutMs: duration('git-timeout'),
        hasSummary: read('summary', true, (text) => parseBoolean('summary', text)),
        attempts: read('retries', 3, parseRetries),
        ...((0,inputs_given/* inputOf */.w)(env, 'token') ? { token: parseToken((0,inputs_given/* inputOf */.w)(env, 'token')) } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'url') ? { url: parseUrl((0,inputs_given/* inputOf */.w)(env, 'url')) } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'cache-key') ? { cacheKey: parseCacheKey((0,inputs_given/* inputOf */.w)(env, 'cache-key')) } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'lock-dir') ? { lockDir: (0,inputs_given/* inputOf */.w)(env, 'lock-dir') } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'redis-url') ? { redis: readAddress('redis-url', (0,inputs_given/* inputOf */.w)(env, 'redis-url')) } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'lock-name') ? { lockName: parseLockName((0,inputs_given/* inputOf */.w)(env, 'lock-name')) } : {}),
        ...((0,inputs_given/* inputOf */.w)(env, 'metrics-file') ? { metricsFile: parseMetricsFile((0,inputs_given/* inputOf */.w)(env, 'metrics-file'), stage) } : {}),
    };
    if (inputs.gitTimeoutMs === 0 && stage === 'main')
        throw refuse('Input `git-timeout` is 0, which no command can meet.', 'Give it some time, such as 10m.');
    const hasWork = commands.length > 0 || wants.length > 0;
    if (inputs.hold === 'step' && !hasWork && stage === 'main') {
        throw refuse("Input `hold` is 'step', but there is nothing in `git` to hold the lock for, nor in `want`.", 'Give `git` a command, or leave `hold` out.');
    }
    if (inputs.maxAgeMs > 0 && wants.length === 0 && !commands.some(isFetch) && stage === 'main') {
        throw refuse('Input `max-age` is set, but there is no fetch in `git` that another job could spare this step, nor anything in `want`.', 'Give `git` a fetch, or leave `max-age` out.');
    }
    if (inputs.url !== undefined && inputs.paths.length > 1)
        throw refuse('Input `url` is set, and `path` has several lines: which of them is its mirror?', 'Use a step for the mirror alone.');
    if (inputs.cacheKey !== undefined && inputs.url === undefined && stage === 'main')
        throw refuse('Input `cache-key` is set, but not `url`: a cache only lends what is cloned.', 'Set `url`, or leave `cache-key` out.');
    if (inputs.lockName !== undefined && inputs.redis === undefined && stage === 'main')
        throw refuse('Input `lock-name` is set, but not `redis-url`: a host alone needs no name.', 'Set `redis-url`, or leave `lock-name` out.');
    return Object.freeze(inputs);
}
function parsePaths(text) {
    if (text.includes('\0'))
        throw refuse('Input `path` has a zero byte in it.', 'Take it out.');
    return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}
const mostWants = 64;
const mostLetters = 400;
function parseWants(text, stage) {
    const lines = text.split('\n').map((line) => line.trim());
    const names = lines.filter((it) => it !== '' && !it.startsWith('#') && !(stage === 'pre' && /\/(\/|$)/.test(it)));
    const each = [...new Set(names.map((it) => ((0,git_operands/* isCommitId */.jh)(it.toLowerCase()) ? it.toLowerCase() : it)))];
    if (each.length > mostWants)
        throw refuse(`Input \`want\` has ${each.length} lines.`, `Accepted are at most ${mostWants}: name those that this job reads.`);
    return each.map(parseWant);
}
function parseWant(text) {
    if ((0,git_operands/* isCommitId */.jh)(text))
        return { commit: text };
    if (/^refs\/./.test(text) && (0,git_operands/* isRef */.i9)(text) && text.length <= mostLetters && !(0,git_operands/* isOurs */.MU)(text))
        return { ref: text };
    throw refuse(`Input \`want\` has '${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text))}' in it, ${objectionTo(text)}.`, `${remedyFor(text)}.`);
}
const isHex = (text) => /^[\da-f]{7,}$/i.test(text);
function objectionTo(text) {
    if (/^(0{40}|0{64})$/.test(text))
        return 'which says that there is no commit';
    if (isHex(text))
        return 'which is no full commit id';
    if ((0,git_operands/* isOurs */.MU)(text))
        return "which is fetch-lock's own";
    if (text.length > mostLetters)
        return `which is longer than ${mostLetters} characters`;
    if (text.includes('*'))
        return 'which is a pattern';
    return /^refs\//.test(text) ? 'which is no name that a ref can have' : 'which is neither a full commit id nor a full ref name';
}
function remedyFor(text) {
    const ref = (name) => (0,base_text/* inert */.tJ)(`refs/${name}`);
    if (/^(0{40}|0{64})$/.test(text))
        return 'Leave it out where an event has none, as `github.event.before` of a new branch';
    if (isHex(text))
        return `A full commit id has 40 digits, or 64 in a repository of SHA-256; this has ${text.length}`;
    if (text.includes('*'))
        return 'Name each ref by itself';
    if (/^(@|(\w+_)?HEAD)$/.test(text))
        return 'It means something else in every repository: write refs/heads/main, or a full commit id';
    if (/^refs\/|^-/.test(text) || !(0,git_operands/* isRef */.i9)(text) || text.length > mostLetters)
        return 'Write a full commit id, or a full name such as refs/heads/main';
    if (/^(heads|tags|remotes|pull)\/./.test(text))
        return `Write ${ref(text)}`;
    const [, branch] = /^(?:origin|upstream)\/(.+)$/.exec(text) ?? [];
    if (branch !== undefined)
        return `Write ${ref(`heads/${branch}`)} for a mirror, ${ref(`remotes/${text}`)} for a clone`;
    return `Write ${ref(`heads/${text}`)}: a branch is never confused with a tag of its name`;
}
function parseBoolean(name, text) {
    if (/^(true|True|TRUE)$/.test(text))
        return true;
    if (/^(false|False|FALSE)$/.test(text))
        return false;
    throw refuse(`Input \`${name}\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted are: true, True, TRUE, false, False, FALSE.');
}
function parseRetries(text) {
    if (/^[1-9]\d?$/.test(text))
        return Number(text);
    throw refuse(`Input \`retries\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is a whole number from 1 to 99.');
}
function parseToken(text) {
    if (/^[\x21-\x7e]+$/.test(text))
        return text;
    throw refuse('Input `token` is not one word of plain letters, digits and signs.', 'Give the token alone; its value is not shown here.');
}
function parseUrl(text) {
    if (/^[a-z+.-]+:\/\/[^/]*@/i.test(text) && !/^ssh:\/\/[\w.-]+@/i.test(text))
        throw refuse('Input `url` has a user or a password in it.', 'Take it out, and use `token`.');
    if ((0,git_operands/* isUrl */.gU)(text))
        return text;
    throw refuse(`Input \`url\` is '${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text))}'.`, 'Accepted is an https, http, ssh, git or file URL.');
}
function parseCacheKey(text) {
    if ((0,inputs_given/* isCacheKey */.A)(text))
        return text;
    throw refuse(`Input \`cache-key\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is one line of at most 512 characters without a comma.');
}
function parseLockName(text) {
    if (isLockName(text))
        return text;
    throw refuse(`Input \`lock-name\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is one line of at most 500 characters.');
}
function parseMetricsFile(text, stage) {
    if (/\p{Cc}/u.test(text))
        throw refuse(`Input \`metrics-file\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is the name of one file.');
    if (stage === 'pre' || !/(^|[/\\])\.{0,2}$/.test(text))
        return text;
    throw refuse(`Input \`metrics-file\` is '${(0,base_text/* inert */.tJ)(text)}', which is a directory.`, 'Give a file in it, such as fetch-lock.prom.');
}
const isFetch = ({ verb }) => verb === 'fetch' || verb === 'remote update';
function modeFor(asked, commands, wants) {
    const strongest = commands.find((it) => it.needs === 'exclusive') ?? commands[0];
    if (asked === 'auto')
        return strongest?.needs ?? (wants.length > 0 ? 'update' : 'exclusive');
    const isTooWeak = strongest !== undefined && (asked === 'shared' || (asked === 'update' && strongest.needs === 'exclusive'));
    if (isTooWeak) {
        throw refuse(`Input \`mode\` is '${asked}', but '${strongest.text}' in \`git\` needs ${strongest.needs}.`, 'Leave `mode` out, or take the command out.');
    }
    return asked;
}

;// CONCATENATED MODULE: ./lib/src/action/inputs/house-rules.js





const own = {
    'lock-timeout': '5m',
    'git-timeout': '10m',
    retries: '3',
    'lock-dir': '',
    'redis-url': '',
    summary: 'true',
    'metrics-file': '',
};
function readInputsUnder({ defaults = {}, failClosed }, env, stage) {
    const left = policy.defaultNames.filter((name) => defaults[name] !== undefined && (0,inputs_given/* inputOf */.w)(env, name) === own[name]);
    const given = Object.fromEntries(left.map((name) => [`INPUT_${name.toUpperCase()}`, defaults[name] ?? '']));
    const inputs = readInputs({ ...env, ...given }, stage);
    return failClosed === 'always' ? Object.freeze({ ...inputs, isFailClosed: true }) : inputs;
}
function addressUnder({ defaults }, env) {
    const text = (0,inputs_given/* inputOf */.w)(env, 'redis-url') || defaults?.['redis-url'];
    return text ? (0,errors/* orNothing */.bR)(() => readAddress('redis-url', text)) : undefined;
}
const isOverruled = ({ failClosed }, env) => failClosed === 'always' && /^false$/i.test((0,inputs_given/* inputOf */.w)(env, 'fail-closed'));


/***/ }),

/***/ 29631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   defaultNames: () => (/* binding */ defaultNames),
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy),
/* harmony export */   policyPath: () => (/* binding */ policyPath),
/* harmony export */   readPolicy: () => (/* binding */ readPolicy)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);




const defaultNames = ['lock-timeout', 'git-timeout', 'retries', 'lock-dir', 'redis-url', 'summary', 'metrics-file'];
const policyPath = process.platform === 'win32'
    ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';
function readPolicy(path = policyPath) {
    try {
        const text = readOfRoot(path);
        const policy = text === undefined ? { trustedOwners: [] } : parsePolicy(text);
        const { hostJournal, defaults: { 'lock-dir': lockDir } = {} } = policy;
        if (hostJournal !== undefined)
            demandDirectory('hostJournal', hostJournal);
        if (lockDir !== undefined)
            demandDirectory('defaults.lock-dir', lockDir);
        return policy;
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FetchLockError */ .qf('FL_POLICY', {
            what: `The policy of this host, '${path}', cannot be followed.`,
            why: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error).replace(/\.$/, '')}.`,
            fix: 'Until its admin has mended it, nothing is locked and no git is run.',
        }, error);
    }
}
function readOfRoot(path) {
    if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path)))
        return undefined;
    refuseOthers((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), 'Its directory');
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        if (!stats.isFile())
            throw new Error('It is not a regular file.');
        refuseOthers(stats, 'It');
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function refuseOthers({ uid, mode }, what) {
    if (uid !== 0)
        throw new Error(`${what} belongs to user ${uid}, not to root.`);
    if (process.platform !== 'win32' && mode & 0o022)
        throw new Error(`${what} may be written by others than its owner.`);
}
function demandDirectory(key, dir) {
    const found = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT', 'ENOTDIR'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(dir));
    if (!found?.isDirectory())
        throw new Error(`\`${key}\` is '${dir}', which is not a directory.`);
    if (process.platform !== 'win32' && found.mode & 0o002)
        throw new Error(`\`${key}\` is '${dir}', which everybody may write.`);
}
function parsePolicy(text) {
    const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => JSON.parse(text));
    if (said === undefined)
        throw new Error('It is not JSON.');
    if (!isObject(said))
        throw new Error('It is not a JSON object.');
    const policy = { trustedOwners: [] };
    for (const [key, value] of Object.entries(said)) {
        const [, read] = rules.find(([name]) => name === key) ?? [];
        if (!read)
            throw new Error(`Nothing is known of ${JSON.stringify(key)}. Known are: ${rules.map(([name]) => name).join(', ')}.`);
        Object.assign(policy, read(value));
    }
    return policy;
}
const demand = (isFine, key, is) => {
    if (!isFine)
        throw new Error(`\`${key}\` is not ${is}.`);
};
const rules = [
    [
        'allowedRoots',
        (value) => {
            demand(isList(value, isDirectory) && value.length > 0, 'allowedRoots', 'a list of absolute directories, at least one');
            return { allowedRoots: value };
        },
    ],
    [
        'failClosed',
        (value) => {
            demand(value === 'always', 'failClosed', '"always"; where steps may go on without a lock, leave it out');
            return { failClosed: 'always' };
        },
    ],
    [
        'maxHold',
        (value) => {
            demand(isDuration(value) && /[1-9]/.test(value), 'maxHold', 'a duration above zero, such as "2h"');
            return { maxHoldMs: (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDuration */ .E)('maxHold', value) };
        },
    ],
    [
        'trustedOwners',
        (value) => {
            demand(isList(value, isUser), 'trustedOwners', 'a list of user names or numbers');
            return { trustedOwners: value };
        },
    ],
    [
        'hostJournal',
        (value) => {
            demand(isDirectory(value), 'hostJournal', 'an absolute directory');
            return { hostJournal: value };
        },
    ],
    ['defaults', (value) => ({ defaults: readDefaults(value) })],
    [
        '$schema',
        (value) => {
            demand(typeof value === 'string', '$schema', 'the address of a schema');
            return {};
        },
    ],
];
const inputs = {
    'lock-timeout': [(it) => isDuration(it), 'a duration, such as "10m"'],
    'git-timeout': [(it) => isDuration(it) && /[1-9]/.test(it), 'a duration above zero, such as "10m"'],
    retries: [(it) => ['number', 'string'].includes(typeof it) && /^[1-9]\d?$/.test(String(it)), 'a whole number from 1 to 99'],
    'lock-dir': [(it) => isDirectory(it), 'an absolute directory'],
    'redis-url': [
        (it) => typeof it === 'string' && /^(rediss?|unix):\/\/[^\s]+$/.test(it),
        'the address of a Redis, such as "rediss://redis.example"',
    ],
    summary: [(it) => [true, false, 'true', 'false'].includes(it), 'true or false'],
    'metrics-file': [(it) => isDirectory(it), 'the absolute path of a file'],
};
function readDefaults(value) {
    demand(isObject(value), 'defaults', 'a JSON object');
    return Object.fromEntries(Object.entries(value).map(([name, it]) => {
        const known = defaultNames.find((one) => one === name);
        if (!known)
            throw new Error(`\`defaults\` has no ${JSON.stringify(name)}. Accepted are: ${defaultNames.join(', ')}.`);
        const [isFine, is] = inputs[known];
        demand(isFine(it), `defaults.${name}`, is);
        return [name, String(it)];
    }));
}
const isObject = (it) => typeof it === 'object' && it !== null && !Array.isArray(it);
const isList = (it, isOne) => Array.isArray(it) && it.every(isOne);
const isDirectory = (it) => typeof it === 'string' && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(it) && !/\p{Cc}/u.test(it) && it.trim() === it;
const isDuration = (it) => typeof it === 'string' &&
    /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);
const isUser = (it) => typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);


/***/ }),

/***/ 76583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ot: () => (/* binding */ reasons),
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   j4: () => (/* binding */ refusedVerbs),
/* harmony export */   zu: () => (/* binding */ values)
/* harmony export */ });
/* unused harmony export whyNotShallow */
const transfer = '--all --append|-a --dry-run --force|-f --ipv4|-4 --ipv6|-6 --keep|-k --negotiation-tip=<revision> --no-progress --no-prune ' +
    '--no-recurse-submodules --no-show-forced-updates --progress --prune|-p --quiet|-q --show-forced-updates --tags|-t --verbose|-v';
const shallow = '--deepen=<depth> --depth=<depth> --shallow-exclude=<name> --shallow-since=<date> --unshallow';
const deepening = { needs: 'exclusive', isShallow: true };
const withShallow = Object.fromEntries(shallow.split(' ').map((it) => [it.replace(/=.*/, ''), deepening]));
const otherTransfer = `update-shallow negotiation-include negotiation-restrict recurse-submodules refmap server-option set-upstream upload-pack`;
const verbs = {
    fetch: {
        ...{ needs: 'update', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --atomic --filter=<filter> --jobs|-j=<count> --multiple|-m --no-auto-gc --no-auto-maintenance --no-prune-tags ` +
            '--no-tags|-n --no-write-commit-graph --no-write-fetch-head --porcelain --prefetch --prune-tags|-P --refetch ' +
            '--write-commit-graph --write-fetch-head',
        with: withShallow,
        knows: `${otherTransfer} bundle-uri negotiate-only recurse-submodules-default stdin submodule-prefix update-head-ok`,
    },
    pull: {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --allow-unrelated-histories --autostash --commit --ff --ff-only --jobs|-j[=<count>] --no-autostash --no-commit ` +
            '--no-edit --no-ff --no-rebase --no-squash --no-stat|-n --no-tags --rebase|-r[=<rebase>] --squash --stat',
        with: withShallow,
        knows: `${otherTransfer} cleanup compact-summary gpg-sign log porcelain signoff strategy strategy-option summary verify verify-signatures`,
        settles: {
            '--ff-only': /^--(ff|no-ff|ff-only|rebase|no-rebase)\b/,
            '--no-rebase': /^--(no-)?rebase\b/,
            '--no-gpg-sign': /^--no-gpg-sign$/,
            '--no-verify-signatures': /^--no-verify-signatures$/,
        },
    },
    'remote update': {
        ...{ needs: 'update', isNetwork: true, operands: 'remotes' },
        ...{ accepts: '--no-prune --prune|-p', knows: '' },
    },
    'maintenance run': {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--auto --no-detach --no-quiet --quiet --schedule=<frequency> --task=<task>',
        knows: '',
        with: { '--task=prefetch': { isNetwork: true } },
    },
    gc: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--aggressive --auto --cruft --keep-largest-pack --max-cruft-size=<size> --no-cruft --no-detach --no-prune --no-quiet ' +
            '--prune[=<date>] --quiet|-q',
        knows: 'detach expire-to force skip-foreground-tasks',
    },
    repack: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '-a -A -d -f -F -n --combine-cruft-below-size=<size> --cruft --cruft-expiration=<date> --delta-islands|-i --depth=<count> ' +
            '--geometric|-g=<count> --keep-pack=<pack> --keep-unreachable|-k --local|-l --max-cruft-size=<size> --max-pack-size=<size> ' +
            '--name-hash-version=<count> --no-write-bitmap-index --pack-kept-objects --path-walk --quiet|-q --threads=<count> ' +
            '--unpack-unreachable=<date> --window=<count> --window-memory=<size> --write-bitmap-index|-b --write-midx|-m',
        knows: 'expire-to filter filter-to',
    },
    'pack-refs': {
        ...{ needs: 'update', isNetwork: false, operands: 'none' },
        ...{ accepts: '--all --auto --exclude=<pattern> --include=<pattern> --no-all --no-prune --prune', knows: '' },
    },
    prune: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        ...{ accepts: '--dry-run|-n --exclude-promisor-objects --expire=<date> --no-progress --progress --verbose|-v', knows: '' },
    },
    'submodule update': {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'paths', separator: '--', isScript: true },
        accepts: '--checkout --filter=<filter> --force|-f --init|-i --jobs|-j=<count> --merge|-m --no-fetch|-N --no-recommend-shallow ' +
            '--no-single-branch --progress --quiet|-q --rebase|-r --recursive --remote --single-branch',
        settles: { '--checkout': /^--(checkout|merge|rebase)$/ },
    },
    'lfs fetch': {
        ...{ needs: 'update', isNetwork: true, operands: 'remote and refs', separator: '--' },
        accepts: '--all|-a --dry-run|-d --exclude|-X=<paths> --include|-I=<paths> --json|-j --prune|-p --recent|-r --refetch',
        with: { '--prune': { needs: 'exclusive' } },
    },
};
const values = {
    count: { pattern: /^\d{1,3}$/, is: 'a whole number of at most three digits' },
    date: {
        pattern: /^(now|never|\d{1,6}\.(second|minute|hour|day|week|month|year)s?\.ago|\d{4}-\d\d-\d\d)$/,
        is: '`now`, `never`, one such as `2.weeks.ago`, or a day such as `2026-01-31`',
    },
    depth: { pattern: /^[1-9]\d{0,8}$/, is: 'a number of commits' },
    filter: {
        pattern: /^(blob:none|blob:limit=\d{1,12}[kmg]?|tree:\d{1,3})$/,
        is: '`blob:none`, `blob:limit=10m` or `tree:0`, with any number',
    },
    frequency: { pattern: /^(hourly|daily|weekly)$/, is: '`hourly`, `daily` or `weekly`' },
    name: { pattern: /^\w[\w./-]*$/, is: 'a branch or a tag of the remote' },
    pack: { pattern: /^pack-[\da-f]{40}([\da-f]{24})?\.pack$/, is: 'the name of a file of the pack directory' },
    paths: { pattern: /^[\w*][\w*./,@+ -]*$/, is: 'paths with `*`, parted by commas' },
    pattern: { pattern: /^(refs|HEAD)[\w./*-]*$/, is: 'refs with `*`, such as `refs/tags/*`' },
    rebase: { pattern: /^(true|false|merges)$/, is: '`true`, `false` or `merges`' },
    revision: { pattern: /^\w[\w./*^~@-]*$/, is: 'a commit, or refs with `*`' },
    size: { pattern: /^\d{1,12}[kmg]?$/, is: 'a number of bytes, with `k`, `m` or `g` if need be' },
    task: {
        pattern: /^(commit-graph|gc|geometric-repack|incremental-repack|loose-objects|pack-refs|prefetch|reflog-expire|rerere-gc|worktree-prune)$/,
        is: 'a task of git-maintenance(1)',
    },
};
const whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
const refusedVerbs = [
    [
        /^remote prune$/,
        'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
        'Use `fetch --prune`, which takes the same refs away and fetches, too.',
    ],
];
const reasons = [
    [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, whyNotShallow],
    [/^--(upload-pack|receive-pack|exec|gpg-sign|strategy|edit)$|^-[sS]$/, 'It makes git run a program.'],
    [
        /^--recurse-submodules/,
        'A submodule has a configuration of its own, which may name any program; take `submodule update` for submodules.',
    ],
    [/^--detach$/, 'It would go on when the lock is let go.'],
    [/^--force$/, 'It would run beside another gc that has no lock.'],
    [/^--(expire-to|filter-to|reference|submodule-prefix)$/, 'It reaches outside of the repository.'],
];


/***/ })

};
