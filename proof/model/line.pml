/*
 * The requests above the latch: waiting, granting, recovering, handing on to the keeper, downgrading, waking up.
 *
 * N requests, each of a job of its own, in every mix of the three modes. The main process of request 0 hands its grant to a keeper
 * and ends, and the job's end lets go; the others let go by themselves and live on, so that no closing of a socket saves a wake-up
 * that was forgotten. Whoever may write can downgrade to shared while it holds. Fate ends a process at any step, DEATHS times in
 * all. A waiter can give up, GIVE_UPS times in all. Nobody polls: a waiter sleeps until a process it listens to speaks or dies.
 *
 * KEEPS: request 0 may write, downgrades, and then keeps its grant for ever, and the others ask for shared or update. Only the
 * downgrade can let them in, so that one that nobody hears of is a lost wake-up.
 *
 * Asserted: G1 an exclusive grant is alone among the living grants, and two updates never meet. G2 a living holder is never
 * removed. G3 conflicting requests are granted in the order of their numbers. G4 the grant of a dead writer lies in crashed, and
 * whoever may write next sees it there. G5 a release meets its own grant.
 * Valid ends only: G6 no wake-up is lost, no lock stays with the dead; everybody was served, gave up or died.
 *
 * BUG  1 the keeper signs in without the latch              2 no second look after the hello
 *      3 a downgrade without a wake-up                      4 two updates are taken to be compatible
 *      5 a grant minds no waiter in front                   6 a dead writer is thrown away like a reader
 *      7 the second look asks only whether the grant exists, and so misses a downgrade
 * Not modelled: the latch itself (latch.pml: here a living process takes it from a dead one), re-entry (party.pml), settling (what
 * crashed says only adds up), the job as a witness and orphans (they keep a grant for longer), pokes to the first in line and the
 * safety poll (they only add wake-ups). A request is read and its owner judged in one step; the removal is another.
 */
#ifndef N
#define N 3
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef GIVE_UPS
#define GIVE_UPS 0
#endif
#ifndef BUG
#define BUG 0
#endif
#define NONE 99
#define KEEPER N

/* Modes; two conflict when they add up to more than an update and a shared. */
#define SHARED 0
#define UPDATE 1
#define EXCLUSIVE 2
#define TRULY_CONFLICT(a, b) ((a) + (b) > UPDATE)
#if BUG == 4
#define CONFLICT(a, b) (TRULY_CONFLICT(a, b) && !((a) == UPDATE && (b) == UPDATE))
#else
#define CONFLICT(a, b) TRULY_CONFLICT(a, b)
#endif

#ifdef KEEPS
#define MAY_SKIP me != 0
#else
#define MAY_SKIP true
#endif

/* Places of a request. */
#define PRIVATE 0
#define WAITING 1
#define GRANTED 2
#define GONE 3

byte place[N], seq[N], mode[N];
byte lastSeq = 0;
byte latch = NONE;
bool hasKeeper;       /* the keeper of request 0 signed in */
byte up;              /* living processes, one bit each */
byte ears[N];         /* whom a waiter listens to */
bool heard[N];
byte crashed = 0;     /* grants of dead writers, as the lock directory shows them */
byte wrecks = 0;      /* the same in truth */
bool cutShort;        /* the main process of request 0 was ended by Fate */
byte deaths = 0, giveUps = 0;

#define BIT(p) (1 << (p))
#define IS_UP(p) ((up & BIT(p)) != 0)
#define KEEPER_BIT(r) ((r) == 0 && hasKeeper -> up & BIT(KEEPER) : 0)
#define LIVING(r) ((up & BIT(r)) | KEEPER_BIT(r))
#define REQUEST(p) ((p) == KEEPER -> 0 : (p))
#define TAKE_LATCH(p) atomic { latch == NONE || !IS_UP(latch) -> latch = p }
#define DROP_LATCH(p) atomic { assert(latch == p); latch = NONE }

inline shout(p, w) {
  d_step {
    for (w : 0 .. N - 1) { if :: (ears[w] & BIT(p)) != 0 -> heard[w] = true :: else fi };
    w = 0
  }
}

/* The kernel closes what a process had open, which its listeners hear. */
inline end(p, w) {
  d_step {
    up = up & ~BIT(p);
    if :: p < N -> ears[p] = 0; heard[p] = false :: else fi;
    if
    :: place[REQUEST(p)] == GRANTED && mode[REQUEST(p)] != SHARED && LIVING(REQUEST(p)) == 0 -> wrecks = wrecks | BIT(REQUEST(p))
    :: else
    fi;
    for (w : 0 .. N - 1) { if :: (ears[w] & BIT(p)) != 0 -> heard[w] = true :: else fi };
    w = 0
  }
}

proctype Keeper() {
  byte w;
  {
#if BUG == 1
    skip;
#else
    TAKE_LATCH(KEEPER);
#endif
    atomic { if :: place[0] == GRANTED -> hasKeeper = true :: else fi };
#if BUG != 1
    DROP_LATCH(KEEPER);
#endif
    if :: !hasKeeper -> goto fin :: else fi;
    !IS_UP(0);
    /* The post step, another process of the job; it knows whether main came to its end. */
    atomic {
      assert(place[0] == GRANTED); /* G5 */
      place[0] = GONE;
      if :: cutShort && mode[0] != SHARED && BUG != 6 -> crashed = crashed | BIT(0) :: else fi
    };
fin:
    end(KEEPER, w)
  } unless { !IS_UP(KEEPER) }
}

proctype Main(byte me) {
  byte r, last, holders, dead;
  {
    skip;
again:
    atomic {
      latch == NONE || !IS_UP(latch) -> latch = me;
      ears[me] = 0;
      if :: seq[me] == 0 -> lastSeq++; seq[me] = lastSeq :: else fi;
      r = 0; last = NONE; holders = 0; dead = 0
    };
    do
    :: d_step {
         r < N ->
         if
         :: r == me || place[r] == PRIVATE || place[r] == GONE
         :: r != me && place[r] == GRANTED && LIVING(r) == 0 -> dead = dead | BIT(r)
         :: r != me && place[r] == GRANTED && LIVING(r) != 0 ->
            if :: CONFLICT(mode[me], mode[r]) -> holders = holders | LIVING(r) :: else fi
         :: r != me && place[r] == WAITING && !IS_UP(r) -> dead = dead | BIT(r)
         :: r != me && place[r] == WAITING && IS_UP(r) ->
            if
            :: BUG != 5 && seq[r] < seq[me] && CONFLICT(mode[me], mode[r]) && (last == NONE || seq[r] > seq[last]) -> last = r
            :: else
            fi
         fi;
         r++
       }
    :: atomic { r == N -> r = 0 }; break
    od;
    do
    :: atomic {
         dead != 0 ->
         do :: (dead & BIT(r)) == 0 -> r++ :: else -> break od;
         dead = dead & ~BIT(r);
         if
         :: place[r] == GRANTED ->
            assert(LIVING(r) == 0); /* G2 */
            place[r] = GONE;
            if :: mode[r] != SHARED && BUG != 6 -> crashed = crashed | BIT(r) :: else fi
         :: place[r] == WAITING -> place[r] = GONE
         :: else
         fi;
         r = 0
       }
    :: else -> break
    od;
    atomic {
      if
      :: last != NONE || holders != 0 -> place[me] = WAITING
      :: else ->
         place[me] = GRANTED;
         for (r : 0 .. N - 1) {
           if
           :: r != me && TRULY_CONFLICT(mode[me], mode[r]) ->
              assert(!(place[r] == GRANTED && LIVING(r) != 0)); /* G1 */
              assert(!(place[r] == WAITING && IS_UP(r) && seq[r] < seq[me])) /* G3 */
           :: else
           fi
         };
         assert(mode[me] == SHARED || (wrecks & ~crashed) == 0); /* G4 */
         r = 0
      fi
    };
    if :: place[me] == GRANTED && mode[me] != EXCLUSIVE -> shout(me, r) :: else fi;
    DROP_LATCH(me);
    if :: place[me] == GRANTED -> goto mine :: else fi;
    if
    :: atomic { giveUps < GIVE_UPS -> giveUps++; place[me] = GONE }; shout(me, r); goto end_served
    :: skip
    fi;

    /* Of many, the last in front is enough: it hears of the others. */
    d_step { if :: last != NONE -> holders = BIT(last) :: else fi; heard[me] = false; r = 0 };
    do
    :: atomic { holders != 0 -> do :: (holders & BIT(r)) == 0 -> r++ :: else -> break od; holders = holders & ~BIT(r) };
       atomic { if :: IS_UP(r) -> ears[me] = ears[me] | BIT(r) :: else -> goto again fi };
#if BUG != 2
       /* The second look: what stands in the way may have gone, or made way, before we could hear of it. */
       atomic {
         if
         :: last != NONE && place[REQUEST(r)] != WAITING -> goto again
         :: last == NONE && place[REQUEST(r)] != GRANTED -> goto again
         :: last == NONE && place[REQUEST(r)] == GRANTED && BUG != 7 && !CONFLICT(mode[me], mode[REQUEST(r)]) -> goto again
         :: else
         fi
       };
#endif
       r = 0
    :: else -> break
    od;
    heard[me];
    goto again;

mine:
#ifndef KEEPS
    if :: me == 0 -> atomic { up = up | BIT(KEEPER); run Keeper() } :: else fi;
#endif
    if
    :: mode[me] != SHARED ->
       atomic { assert(place[me] == GRANTED); mode[me] = SHARED };
#if BUG != 3
       shout(me, r)
#endif
    :: MAY_SKIP
    fi;
    if
    :: me == 0 ->
#ifdef KEEPS
       goto end_served;
#endif
       if
       :: hasKeeper -> goto over
       :: !IS_UP(KEEPER) && !hasKeeper
       fi
    :: else
    fi;
    atomic { assert(place[me] == GRANTED) /* G5 */; place[me] = GONE };
    shout(me, r);
end_served:
    false;
over:
    end(me, r)
  } unless { !IS_UP(me) }
}

proctype Fate() {
  byte p, w;
end_fate:
  do
  :: atomic {
       deaths < DEATHS ->
       select (p : 0 .. N);
       if
       :: IS_UP(p) ->
          deaths++;
          if
          :: p < N && place[p] == GRANTED ->
             if :: p == 0 -> cutShort = true :: else fi;
             if :: mode[p] != SHARED -> wrecks = wrecks | BIT(p) :: else fi
          :: else
          fi;
          end(p, w)
       :: else
       fi;
       p = 0
     }
  od
}

init {
  byte r, m;
  atomic {
    up = BIT(N) - 1;
    for (r : 0 .. N - 1) { select (m : SHARED .. EXCLUSIVE); mode[r] = m };
#ifdef KEEPS
    if :: mode[0] == SHARED -> goto fin :: else fi;
    for (r : 1 .. N - 1) { if :: mode[r] == EXCLUSIVE -> goto fin :: else fi };
#endif
#if N > 2
    /* They differ in nothing else. */
    if :: mode[1] > mode[2] -> goto fin :: else fi;
#endif
    for (r : 0 .. N - 1) { run Main(r) };
    run Fate()
  };
fin:
  skip
}
