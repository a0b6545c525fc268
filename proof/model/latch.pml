/*
 * The latch of a lock directory: who may be inside, and how it is taken over from an owner that died.
 *
 * OWNERS live processes contend for it; one more was inside when it died. Each call of the file system is one step, everything
 * else may come in between. Fate ends a process at any step, DEATHS times in all. There is no clock in here: what fails, fails
 * with perfect clocks.
 *
 * PROTOCOL  NAMES  taking is a rename of a private directory that holds a name used once; taking over and letting go is an
 *                  unlink of that one name, and then an rmdir that only an empty directory obeys
 *           PATHS  control, proper-lockfile as it comes: mkdir, stat, and when stale rmdir and mkdir, all by path
 *           ASIDE  control, a usual repair of it: a stale directory is renamed aside, and given back if it was a fresh one
 * Asserted: G1 two living owners are never inside. G2 the name of a living owner is never removed by another.
 * Reached as a valid end: G3 every living process gets in, or has used up its TRIES against others that do.
 * Not modelled: verdicts in doubt (they only make others wait), names that nobody of ours wrote, errnos that lie.
 */
#define NAMES 2
#define ASIDE 1
#define PATHS 0
#ifndef PROTOCOL
#define PROTOCOL NAMES
#endif
#ifndef OWNERS
#define OWNERS 3
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#define TRIES 3
#define NOTHING 255
#define EMPTY 254

byte latch = OWNERS; /* NOTHING, EMPTY, or who made what lies there; the last number is the owner that died before */
byte alive = (1 << OWNERS) - 1;
byte inside = 0;
byte deaths = 0;
#define BIT(p) (1 << (p))
#define LIVES(p) ((alive & BIT(p)) != 0)
#define IS_OWNED (latch != NOTHING && latch != EMPTY)

inline enter() {
  d_step {
    inside = inside | BIT(me);
    assert(inside == BIT(me)) /* G1 */
  }
}

proctype Owner(byte me) {
  byte seen, tries = 0;
#if PROTOCOL == ASIDE
  byte aside;
#endif
  {
    skip;
again:
    atomic { if :: tries == TRIES -> goto fin :: else -> tries++ fi };
#if PROTOCOL == NAMES
    atomic { if :: IS_OWNED :: else -> latch = me; goto mine fi };
    atomic { seen = latch; if :: !IS_OWNED -> goto again :: else fi };
    /* The verdict may be old by the time it is acted upon. */
    atomic { if :: LIVES(seen) -> goto again :: else fi };
    atomic { if :: latch == seen -> assert(!LIVES(seen)) /* G2 */; latch = EMPTY :: else fi };
    atomic { if :: latch == EMPTY -> latch = NOTHING :: else fi };
    goto again;
#else
    atomic { if :: latch == NOTHING -> latch = me; goto mine :: else fi };
    atomic {
      if
      :: latch == NOTHING -> goto retake
      :: latch != NOTHING && LIVES(latch) -> goto again
      :: else -> seen = latch
      fi
    };
#if PROTOCOL == PATHS
    latch = NOTHING;
#else
    atomic { aside = latch; latch = NOTHING };
    if
    :: aside != NOTHING && aside != seen ->
       atomic { if :: latch == NOTHING -> latch = aside :: else fi };
       goto again
    :: else
    fi;
#endif
retake:
    atomic { if :: latch == NOTHING -> latch = me; goto mine :: else -> goto again fi };
#endif
mine:
    enter();
    d_step { inside = inside & ~BIT(me) };
#if PROTOCOL == NAMES
    atomic { assert(latch == me) /* G2 */; latch = EMPTY };
    atomic { if :: latch == EMPTY -> latch = NOTHING :: else fi };
#else
    latch = NOTHING;
#endif
fin:
    skip
  } unless { !LIVES(me) }
}

proctype Fate() {
  byte p;
end:
  do
  :: atomic {
       deaths < DEATHS ->
       select (p : 0 .. OWNERS - 1);
       if
       :: LIVES(p) -> deaths++; alive = alive & ~BIT(p); inside = inside & ~BIT(p)
       :: else
       fi;
       p = 0
     }
  od
}

init {
  byte p;
  atomic {
    for (p : 0 .. OWNERS - 1) { run Owner(p) };
    run Fate()
  }
}
