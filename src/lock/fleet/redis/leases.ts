/**
 * What this session knows of the grants that it is a witness of: as much as it heard last.
 *
 * G1 a grant is held only for so long after the last renewal that was asked for in time, which is less than a lease: the server
 * counts from later on. G2 one that was lost is lost, whatever is heard then. G3 time is the greater of what two clocks of this
 * machine say, one of which goes on while it is suspended.
 */
import { uptime } from 'node:os';
import type { Clock } from '../../../base/clock.ts';

/** Milliseconds since moments of no meaning. */
export interface Moment {
  nowMs: number;
  upMs: number;
}

export const momentOf = (clock: Clock, upSeconds = uptime()): Moment => ({ nowMs: clock.now(), upMs: upSeconds * 1000 });

export const elapsedMs = (from: Moment, to: Moment): number => Math.max(to.nowMs - from.nowMs, to.upMs - from.upMs);

/** A renewal is due after a third of the lease; one that is late by half of it came too late. */
export const isFresh = (renewed: Moment, at: Moment, leaseMs: number): boolean => elapsedMs(renewed, at) < leaseMs / 3 + leaseMs / 2;

export const isDue = (renewed: Moment, at: Moment, leaseMs: number): boolean => elapsedMs(renewed, at) >= leaseMs / 3;

export interface Kept {
  token: string;
  renewed: Moment;
  /** `left`: it is being let go of. */
  state: 'held' | 'broken' | 'lost' | 'left' | 'gone';
}

export const isHeld = (it: Kept, at: Moment, leaseMs: number): boolean => {
  if (it.state === 'held' && !isFresh(it.renewed, at, leaseMs)) it.state = 'lost';
  return it.state === 'held';
};

/** Takes down what a renewal that was sent then has told. */
export function hear(it: Kept, told: string, sent: Moment): void {
  if (told === 'gone') it.state = 'gone';
  else if (told === 'broken' && it.state === 'held') it.state = 'broken';
  const isOurs = it.state === 'held' || it.state === 'broken';
  if (isOurs && told === it.state && elapsedMs(it.renewed, sent) > 0) it.renewed = sent;
}
