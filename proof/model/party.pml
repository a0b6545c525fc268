/*
 * Re-entry: one job, a party, asks for the same lock more than once, and keeps what it got until it ends.
 *
 * Each job has up to two steps. A step asks, is at work for a while, and ends; its keeper stays with the grant. At its end the job
 * lets go of all its grants, one by one. JOBS jobs; MODES names the modes of all steps, one digit each, two digits a job:
 * 0 shared, 1 update, 2 exclusive, 3 no such step, 4 any mode. Nobody polls.
 * Rules of the line: (a) a grant of the own party blocks only while its step is at work; (b) a conflicting waiter of another party
 * in front blocks only if it does not itself wait for the party that asks, directly or through others.
 * TOGETHER: the steps of a job do not follow one another but run side by side.
 * LETS_GO: the step of that number, from 0, lets go of its grant at its own end.
 * VICTIMS: when nobody can move any more, the youngest request of a circle of jobs gives up, and its job ends.
 *
 * Asserted: G1 two living grants of different parties never conflict, nor do two steps of one party that are both at work.
 * G2 who is granted in front of a conflicting waiter of another party is one for whose party that waiter waits.
 * G3 VICTIMS: where nobody can move, there is a circle of jobs. Valid ends only: G4 the line by itself stops nobody, and no wake-up is lost.
 *
 * BUG  1 rule (b) is left out     2 rule (a) is left out: an own grant always blocks
 *      3 an own grant never blocks, even while its step is at work
 *      4 who waits behind another waiter listens to that one only, and to none of its own party in front
 * Not modelled: death, downgrades and the scan in pieces (line.pml has them); circles over more than one lock.
 */
#ifndef JOBS
#define JOBS 2
#endif
#ifndef BUG
#define BUG 0
#endif
#ifndef MODES
#define MODES 4, 4, 4, 3
#endif
#ifndef LETS_GO
#define LETS_GO NONE
#endif
#define R (JOBS * 2)
#define NONE 99
#define SHARED 0
#define UPDATE 1
#define NO_STEP 3
#define ANY 4
#define CONFLICT(a, b) ((a) + (b) > UPDATE)
#define PRIVATE 0
#define WAITING 1
#define GRANTED 2
#define GONE 3
#define BIT(p) (1 << (p))
#define PARTY(r) ((r) / 2)
/* A step's process has the number of its request; its keeper comes R later. */
#define IS_AT_WORK(r) ((up & BIT(r)) != 0)

byte place[R], seq[R], mode[R];
byte lastSeq = 0;
byte latch = NONE;
short up = 0;
short ears[R];
bool heard[R];
bool told[R];        /* to give up */
bool broken[JOBS];   /* a step of the job gave up */
byte awaited[R];     /* of a waiter: the parties it waits for, directly or through others */
byte last[R];        /* of a waiter: the last waiter that blocks it */
byte holders[R];     /* of a waiter: the grants that block it */
hidden byte a, b, at;

inline shout(p) {
  d_step {
    for (a : 0 .. R - 1) { if :: (ears[a] & BIT(p)) != 0 -> heard[a] = true :: else fi };
    a = 0
  }
}

/* Who waits for whom, in the order of the numbers, for all at once; `me` counts as waiting. */
inline survey(me) {
  for (a : 0 .. R - 1) { awaited[a] = 0; last[a] = NONE; holders[a] = 0 };
  for (at : 1 .. lastSeq) {
    for (a : 0 .. R - 1) {
      if
      :: seq[a] == at && (place[a] == WAITING || (a == me && place[a] == PRIVATE)) ->
         for (b : 0 .. R - 1) {
           if
           :: b == a || !CONFLICT(mode[a], mode[b])
           :: b != a && CONFLICT(mode[a], mode[b]) && place[b] == GRANTED ->
              if
              :: PARTY(b) != PARTY(a) || BUG == 2 || (IS_AT_WORK(b) && BUG != 3) ->
                 holders[a] = holders[a] | BIT(b);
                 awaited[a] = awaited[a] | BIT(PARTY(b))
              :: else
              fi
           :: b != a && CONFLICT(mode[a], mode[b]) && place[b] == WAITING && seq[b] < seq[a] ->
              if
              :: PARTY(b) == PARTY(a) || (awaited[b] & BIT(PARTY(a))) == 0 || BUG == 1 ->
                 awaited[a] = awaited[a] | BIT(PARTY(b)) | awaited[b];
                 if :: last[a] == NONE || seq[b] > seq[last[a]] -> last[a] = b :: seq[b] < seq[last[a]] fi
              :: else
              fi
           :: else
           fi
         }
      :: else
      fi
    }
  };
  a = 0; b = 0; at = 0
}

proctype Step(byte me) {
  byte r, want, granted;
#ifndef TOGETHER
  if :: me % 2 == 1 -> (place[me - 1] >= GRANTED && !IS_AT_WORK(me - 1)) :: else fi;
#endif
  if :: broken[PARTY(me)] -> goto gone :: else fi;
  up = up | BIT(me);
again:
  atomic {
    latch == NONE -> latch = me;
    ears[me] = 0;
    want = 0; granted = 0;
    if :: seq[me] == 0 -> lastSeq++; seq[me] = lastSeq :: else fi
  };
  d_step {
    survey(me);
    if
    :: last[me] != NONE || holders[me] != 0 ->
       place[me] = WAITING;
       granted = holders[me];
       want = (last[me] != NONE -> BIT(last[me]) : holders[me]);
#if BUG != 4
       /* A waiter in front may come to wait for our party later, when one of ours in front is granted. It does not say so. */
       for (r : 0 .. R - 1) {
         if
         :: last[me] != NONE && r != me && PARTY(r) == PARTY(me) &&
            ((granted & BIT(r)) != 0 || (place[r] == WAITING && seq[r] < seq[me])) -> want = want | BIT(r)
         :: else
         fi
       };
       r = 0
#endif
    :: else ->
       for (r : 0 .. R - 1) {
         if
         :: place[r] == GRANTED && CONFLICT(mode[me], mode[r]) ->
            assert(PARTY(r) == PARTY(me) && !IS_AT_WORK(r)) /* G1 */
         :: place[r] == WAITING && r != me && seq[r] < seq[me] && PARTY(r) != PARTY(me) && CONFLICT(mode[me], mode[r]) ->
            assert((awaited[r] & BIT(PARTY(me))) != 0) /* G2 */
         :: else
         fi
       };
       place[me] = GRANTED
    fi;
    for (r : 0 .. R - 1) { awaited[r] = 0; last[r] = 0; holders[r] = 0 };
    r = 0
  };
  if :: place[me] == GRANTED && mode[me] <= UPDATE -> shout(me) :: else fi;
  latch = NONE;
  if :: place[me] == GRANTED -> goto mine :: else heard[me] = false fi;

  do
  :: atomic { want != 0 -> do :: (want & BIT(r)) == 0 -> r++ :: else -> break od; want = want & ~BIT(r) };
     /* Its living witnesses: the step, and of a grant the keeper. */
     ears[me] = ears[me] | (up & BIT(r)) | (up & BIT(r + R));
     /* The second look. */
     atomic {
       if
       :: (granted & BIT(r)) == 0 && place[r] != WAITING -> r = 0; goto again
       :: (granted & BIT(r)) != 0 && place[r] != GRANTED -> r = 0; goto again
       :: (granted & BIT(r)) != 0 && BUG != 2 && PARTY(r) == PARTY(me) && !IS_AT_WORK(r) -> r = 0; goto again
       :: else -> r = 0
       fi
     }
  :: else -> break
  od;
  if
  :: atomic { heard[me] -> granted = 0; goto again }
  :: told[me] ->
     d_step { place[me] = GONE; ears[me] = 0; broken[PARTY(me)] = true };
     shout(me);
     goto over
  fi;
mine:
  granted = 0;
  if
  :: me != LETS_GO -> up = up | BIT(me + R)
  :: else -> place[me] = GONE
  fi;
over:
  up = up & ~BIT(me);
  shout(me);
  goto fin;
gone:
  place[me] = GONE;
fin:
  skip
}

#define IS_DONE(r) (place[r] == GONE || (place[r] == GRANTED && !IS_AT_WORK(r) && (up & BIT(r + R)) != 0))
proctype Job(byte job) {
  byte r = job * 2;
  IS_DONE(r) && IS_DONE(r + 1);
  do
  :: r < job * 2 + 2 ->
     if
     :: place[r] == GRANTED -> place[r] = GONE; up = up & ~BIT(r + R); shout(r + R)
     :: else
     fi;
     r++
  :: else -> break
  od
}

#ifdef VICTIMS
proctype Judge() {
  byte w, p, q, victim;
  byte next[JOBS];
end_judge:
  do
  :: timeout ->
     d_step {
       survey(NONE);
       victim = NONE;
       for (p : 0 .. JOBS - 1) { next[p] = 0 };
       for (w : 0 .. R - 1) { if :: place[w] == WAITING -> next[PARTY(w)] = next[PARTY(w)] | awaited[w]; victim = R :: else fi };
       for (q : 0 .. JOBS - 1) {
         for (p : 0 .. JOBS - 1) { if :: (next[p] & BIT(q)) != 0 -> next[p] = next[p] | next[q] :: else fi }
       };
       if
       :: victim == R ->
          for (w : 0 .. R - 1) {
            if
            :: place[w] == WAITING && (next[PARTY(w)] & BIT(PARTY(w))) != 0 && (victim == R || seq[w] > seq[victim]) -> victim = w
            :: else
            fi
          };
          assert(victim != R); /* G3 */
          told[victim] = true
       :: else
       fi;
       for (w : 0 .. R - 1) { awaited[w] = 0; last[w] = 0; holders[w] = 0 };
       w = 0; p = 0; q = 0
     };
     if :: victim == NONE -> break :: else fi
  od
}
#endif

inline set(r, m) {
  if :: m == ANY -> select (k : SHARED .. 2); mode[r] = k :: m == NO_STEP -> place[r] = GONE; mode[r] = SHARED :: else -> mode[r] = m fi;
  if :: place[r] == PRIVATE -> run Step(r) :: else fi
}
init {
  byte k, r;
  byte wanted[6] = { MODES };
  atomic {
    for (r : 0 .. R - 1) { set(r, wanted[r]) };
    for (r : 0 .. JOBS - 1) { run Job(r) };
#ifdef VICTIMS
    run Judge()
#endif
  }
}
