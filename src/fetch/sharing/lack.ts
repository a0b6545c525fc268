/** FL_WANT: what is wanted and not to be had, why, and what to write instead. Pure. */
import { FetchLockError } from '../../base/errors.ts';
import { inert, plural } from '../../base/text.ts';
import type { Want } from '../../git/operands.ts';

/** Why what is wanted is not there. */
export type Lack =
  | 'not brought' // `git` is set, and its fetches did not bring it
  | 'no fetch' // `git` is set, and has no fetch
  | 'by id' // the remote refused a commit by its id (git: "Server does not allow request for unadvertised object")
  | 'not there' // the remote does not have it (git: "not our ref", "couldn't find remote ref")
  | 'no origin'
  | 'no refspec' // those of origin write no ref of that name
  | 'shared'; // `mode: shared` never fetches;

const mostNamed = 3;

const nameWant = (want: Want): string => ('commit' in want ? `commit ${want.commit}` : inert(want.ref));

/** FL_WANT. `missing` has one at least. */
export function lacking(path: string, wants: readonly Want[], lack: Lack): FetchLockError {
  const named = wants.slice(0, mostNamed).map(nameWant).join(', ');
  const more = wants.length > mostNamed ? ` and ${plural(wants.length - mostNamed, 'other')}` : '';
  const isOne = wants.length === 1;
  const [it, areThey] = isOne ? ['it', 'it is'] : ['them', 'they are'];
  // A ref is fetched under the name it is wanted by; which ref has a commit, only the user knows.
  const ref = wants.flatMap((want) => ('ref' in want ? [want.ref] : []))[0] ?? 'refs/pull/7/merge';
  const source = ref.replace(/^refs\/remotes\/[^/]+\//, 'refs/heads/');
  const fetch = `Give \`git\` a fetch of the ref that has ${it}, such as \`fetch origin +${inert(source)}:${inert(ref)}\``;
  const said: Record<Lack, { why: string; fix: string }> = {
    'not brought': {
      why: `The fetches in \`git\` did not bring ${it}.`,
      fix: `${fetch}; or leave \`git\` out, then what is missing is fetched by itself.`,
    },
    'no fetch': { why: 'There is no fetch in `git`.', fix: `${fetch}; or leave \`git\` out, then what is missing is fetched by itself.` },
    'by id': {
      why: '`origin` does not hand out commits by their id.',
      fix: `${fetch}, or let the server set \`uploadpack.allowReachableSHA1InWant\`.`,
    },
    'not there': {
      why: `\`origin\` does not have ${it}, or no longer.`,
      fix: `See whether ${areThey} still there, and whether '${inert(path)}' is a mirror of that repository.`,
    },
    'no origin': {
      why: 'The repository has no remote `origin` to fetch from.',
      fix: `${fetch}, with the remote or the address that has ${it} in the place of \`origin\`.`,
    },
    'no refspec': {
      why: `No refspec of the remote \`origin\` writes ${it}.`,
      fix: `Write what it is called in this repository, such as refs/remotes/origin/main in a clone. ${fetch}.`,
    },
    shared: { why: '`mode: shared` never fetches.', fix: 'Leave `mode` out: the lock is shared by itself where everything is there.' },
  };
  return new FetchLockError('FL_WANT', { what: `'${inert(path)}' lacks ${named}${more}.`, ...said[lack] });
}
