/*
 * Breaking a grant that could write: the mark, the step that works, its keeper, the job, and the next one in line.
 *
 * Main looks, starts a git, and looks while that runs; COMMANDS times. Its keeper signs in beside that, and main leaves the lock to it,
 * or lets go. The job ends at any time, and main stops when it sees that. An admin breaks the grant at any time, or never. Fate ends
 * main or the keeper at any step, DEATHS times in all; a git outlives its main. The next one comes in when there is no grant any more,
 * and removes one whose every witness is gone.
 *
 * JOB_STAYS: the job does not end, and the admin does break: only main and the keeper can let the next one in.
 *
 * Asserted: G1 no git runs, and none is started, beside the next one. G2 the next one is told of a writer that was stopped in the middle.
 * Valid ends only: G3 the next one comes in.
 *
 * BUG  1 the keeper acts on the mark while main lives       2 it lets go for a job that is gone while main lives
 *      3 breaking takes the grant away at once              4 the keeper does not end what runs before it lets go
 *      5 a broken writer that lets go is thrown away        6 main downgrades what is broken
 *      7 nobody but main minds the mark
 * Not modelled: the latch and the line (latch.pml, line.pml), the post step, which lets go as main does, and a main that is stopped,
 * which only keeps the grant for longer. To look whether a git runs is one step, to let go another.
 */
#ifndef BUG
#define BUG 0
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef COMMANDS
#define COMMANDS 2
#endif

bool held = true, marked, mayWrite = true, isRemembered, isCutShort, isNextIn, git;
bool main = true, keeper = true, job = true;
bool hasSignedIn, isRefused;
byte deaths = 0;

#define IS_LOST (!held || marked)

inline letGo(asDead) {
  atomic {
    if
    :: held ->
       held = false;
       if :: mayWrite && (asDead || (marked && BUG != 5)) -> isRemembered = true :: else fi
    :: else
    fi
  }
}

/* Main puts in order what its own git left, unless it has lost the lock. */
inline stopGit(isTidy) {
  atomic { if :: git -> git = false; if :: !isTidy -> isCutShort = true :: else fi :: else fi }
}

proctype Main() {
  byte left = COMMANDS;
  {
    do
    :: left > 0 ->
       if :: IS_LOST || !job -> goto stop :: else fi;
       atomic { git = true; assert(!isNextIn) /* G1 */ };
       left--;
       if
       :: git = false
       :: IS_LOST || !job -> stopGit(!IS_LOST); goto stop
       fi
    :: left == 0 -> break
    od;
    if :: !IS_LOST -> mayWrite = false :: skip fi;
    hasSignedIn || isRefused || !keeper;
    if
    :: hasSignedIn && !IS_LOST -> goto over
    :: !hasSignedIn || IS_LOST
    fi;
stop:
#if BUG == 6
    mayWrite = false;
#endif
    letGo(false);
over:
    main = false
  } unless { !main }
}

proctype Keeper() {
  {
    atomic { if :: !IS_LOST -> hasSignedIn = true :: else -> isRefused = true; goto fin fi };
    do
    :: !held -> break
    :: held && !job && (!main || BUG == 2) && !git -> letGo(true)
    :: held && marked && (!main || BUG == 1) && BUG != 7 ->
#if BUG != 4
       stopGit(false);
       !git;
#endif
       letGo(true)
    od;
fin:
    keeper = false
  } unless { !keeper }
}

active proctype Job() {
#ifndef JOB_STAYS
  job = false
#else
end_job:
  false
#endif
}

active proctype Admin() {
  if
  :: atomic {
       held ->
#if BUG == 3
       letGo(true)
#else
       marked = true
#endif
     }
  :: !held
#ifndef JOB_STAYS
  :: skip
#endif
  fi
}

active proctype Next() {
  do
  :: atomic {
       !held ->
       isNextIn = true;
       assert(!git); /* G1 */
       assert(!isCutShort || isRemembered) /* G2 */
     };
     break
  :: atomic { held && !main && !(keeper && hasSignedIn) && !job && !git -> letGo(true) }
  od
}

active proctype Orphan() {
end_orphan:
  do
  :: atomic { git && !main -> git = false }
  od
}

active proctype Fate() {
end_fate:
  do
  :: atomic {
       deaths < DEATHS && main ->
       deaths++;
       main = false;
       if :: held && mayWrite -> isCutShort = true :: else fi
     }
  :: atomic { deaths < DEATHS && keeper -> deaths++; keeper = false }
  od
}

init {
  atomic { run Main(); run Keeper() }
}
