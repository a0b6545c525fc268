/** The environment of git: nothing in it points git elsewhere, asks a person, or lets a repository choose a program. Pure. */
import { delimiter, dirname } from 'node:path';
import type { Environment } from '../../base/exec.ts';

/** Looks up what the user's own configuration says, by the key's canonical name. */
type Own = (key: string) => string | undefined;

// Variables that name another repository or a program, or tell what is secret; see git(1) and `git rev-parse --local-env-vars`.
const elsewhere =
  /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CONFIG|EXTERNAL_DIFF|PAGER|TRACE.*|CURL_VERBOSE)$/;
// The runner's own: what an action was given, and the keys of its services; and our own way to a fleet.
const runners = /^((INPUT|STATE|ACTIONS)_|FETCH_LOCK_REDIS_URL$)/;

export const gitEnvironment = (env: Environment, own: Own = () => undefined): Environment => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.test(name) && !runners.test(name))),
  LC_ALL: 'C',
  LANGUAGE: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: env.GIT_ASKPASS ?? own('core.askpass') ?? '',
  SSH_ASKPASS: env.SSH_ASKPASS ?? '',
  GCM_INTERACTIVE: 'never',
  GIT_EDITOR: ':',
  GIT_SEQUENCE_EDITOR: ':',
  GIT_MERGE_AUTOEDIT: 'no',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  GIT_SSH_COMMAND: env.GIT_SSH_COMMAND || own('core.sshcommand') || (env.GIT_SSH ? quote(env.GIT_SSH) : patientSsh),
  GIT_PROXY_COMMAND: env.GIT_PROXY_COMMAND ?? forEveryHost(own('core.gitproxy')) ?? '',
  // A transfer below so many bytes a second for so many seconds is stalled.
  GIT_HTTP_LOW_SPEED_LIMIT: env.GIT_HTTP_LOW_SPEED_LIMIT ?? '1000',
  GIT_HTTP_LOW_SPEED_TIME: env.GIT_HTTP_LOW_SPEED_TIME ?? '60',
});

// Asks nobody, and gives up a minute after the server fell silent.
const patientSsh = 'ssh -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4';

// `COMMAND for DOMAIN` has no like in the environment.
const forEveryHost = (proxy: string | undefined): string | undefined => (proxy?.includes(' for ') ? undefined : proxy);

const quote = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

/** In that directory git looks for a repository, and not above it: what is damaged there is not mistaken for part of another. */
export const only = (dir: string): Environment => ({ GIT_CEILING_DIRECTORIES: dirname(dir) });

/** Such a directory cannot be named in a list of directories. */
export const isListable = (dir: string): boolean => !dirname(dir).includes(delimiter);
