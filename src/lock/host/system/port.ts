/**
 * What the kernel of this host tells of processes. All that differs between systems about who lives is here; who is judged dead
 * by it is liveness.ts's to say. A port, so that tests can be another host, another boot, another namespace, another system.
 */
export interface Kernel {
  /** Of this process. */
  pid: number;
  /** 'none' where it has no name: then only a disk that no other machine writes tells that it is the same. */
  boot: string;
  namespace: string;
  /** State letter and start time of a pid; undefined if it cannot be read. */
  lookUp(pid: number): { state: string; start: string } | undefined;
  /** The errno of signal 0: undefined (there), ESRCH (not there), EPERM (there, not ours). */
  probe(pid: number): string | undefined;
  /** A connection that is refused proves that nobody has the socket. Elsewhere a full queue refuses, too. */
  isRefusalProof: boolean;
  /** A pid is all that can be known of a process, and every process of this machine has another. */
  hasOnlyPids: boolean;
  /** Which processes there are; absent where nobody tells. */
  census?: Census;
}

export interface Census {
  /** Others that have the token in that variable; of `uid` also a git whose environment we may not read, since it could be one. */
  carriersOf(variable: string, token: string, uid: number): Iterable<number>;
  /** All, each with its parent. */
  parents(): readonly (readonly [pid: number, parent: number])[];
}
