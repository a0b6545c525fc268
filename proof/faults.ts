/**
 * Faults of the file system, injected into this process: some calls below `dir` fail before they are made, as on a full disk or
 * without a free descriptor, and some renames and unlinks are made and fail all the same, as on a disk that answers late.
 * Not injected: into `existsSync`, which has no error to give, and into closing.
 */
import { type Call, isChange, wrapCalls } from './file-calls.ts';
import { oneOf, type Random } from './random.ts';

const opening = ['openSync', 'readdirSync', 'readFileSync'];
const spared = ['existsSync', 'closeSync', 'fstatSync', 'statfsSync'];

export function injectFaults(dir: string, rate: number, random: Random, onFault: (call: string, code: string) => void): void {
  let isTelling = false;
  const fail = (name: string, code: string) => {
    isTelling = true;
    onFault(name, code);
    isTelling = false;
    throw Object.assign(new Error(`${code}: injected into ${name}`), { code, syscall: name });
  };
  wrapCalls((name, call): Call => {
    if (spared.includes(name)) return call;
    return (...args) => {
      if (isTelling || !String(args[0]).startsWith(dir) || random() >= rate) return call(...args);
      if ((name === 'renameSync' || name === 'unlinkSync') && random() < 0.5) {
        call(...args);
        return fail(name, 'EIO');
      }
      const codes = ['EIO', ...(isChange(name, args) ? ['ENOSPC'] : []), ...(opening.includes(name) ? ['EMFILE'] : [])];
      return fail(name, oneOf(random, codes));
    };
  });
}
