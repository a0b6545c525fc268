import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../../bench/case.ts';
import { judge } from '../../bench/check.ts';
import type { FigureResult } from '../../bench/result.ts';

const figure: Figure = { name: 'wait', title: 'A wait', unit: 'ms', beside: 'flock' };
const count: Figure = { name: 'fetches', title: 'Network fetches', unit: 'count' };

const ratioed = (ratio: number, noise = 0, rounds = 4): FigureResult => ({
  parties: { ours: { value: ratio * 10, p95: 0, values: rounds }, flock: { value: 10, p95: 0, values: rounds } },
  ratios: { flock: { ratio, noise, rounds } },
});
const counted = (value: number, error = 0): FigureResult => ({ parties: { ours: { value, p95: 0, values: 4 } }, ratios: {}, error });

const worse = (now: FigureResult, before: FigureResult, it: Figure = figure) =>
  judge({ 'case/it': it }, { 'case/it': now }, { 'case/it': before }).worse;

describe('what is worse than recorded', () => {
  it.each([
    ['is the same', ratioed(2), ratioed(2), false],
    ['is better', ratioed(1), ratioed(2), false],
    ['is a tenth worse, without noise', ratioed(2.19), ratioed(2), false],
    ['is more than a tenth worse, without noise', ratioed(2.21), ratioed(2), true],
    ['is a fifth worse, and this run is noisy', ratioed(2.4, 0.2), ratioed(2), false],
    ['is a fifth worse, and the record is noisy', ratioed(2.4), ratioed(2, 0.2), false],
    ['is a fifth worse, and the noise has many rounds against it', ratioed(2.4, 0.2, 100), ratioed(2, 0.2, 100), true],
    ['is twice what it was, whatever the noise', ratioed(4, 0.2), ratioed(2, 0.2), true],
  ])('what %s', (_, now, before, isWorse) => {
    expect(worse(now, before)).toHaveLength(isWorse ? 1 : 0);
  });

  it('is not what takes more seconds, if its peer does too', () => {
    const slow = ratioed(2);
    for (const it of Object.values(slow.parties)) it.value *= 50;
    expect(worse(slow, ratioed(2))).toEqual([]);
  });

  it.each([
    ['as many', counted(1), counted(1), false],
    ['fewer', counted(1), counted(2), false],
    ['one more', counted(2), counted(1), true],
    ['one in four rounds where there was none', counted(0.25), counted(0), true],
    ['more by less than the noise', counted(1.5, 0.2), counted(1), false],
    ['more by more than the noise', counted(1.7, 0.2), counted(1), true],
  ])('of a count: %s', (_, now, before, isWorse) => {
    expect(worse(now, before, count)).toHaveLength(isWorse ? 1 : 0);
  });

  it('is said in one sentence that names it', () => {
    expect(worse(ratioed(4, 0.1), ratioed(2, 0.1))).toEqual([
      'case/it: A wait takes 4 times what flock(1) takes, recorded are 2 times, and noise explains no more than 2.61 times.',
    ]);
    expect(worse(counted(2), counted(1), count)).toEqual([
      'case/it: Network fetches is 2, recorded is 1, and noise explains no more than 1.',
    ]);
  });
});

describe('what is not judged', () => {
  const unjudged = (now: FigureResult | undefined, before: FigureResult | undefined) =>
    judge({ 'case/it': figure }, now ? { 'case/it': now } : {}, before ? { 'case/it': before } : {});

  it('is what has no record, and what was not measured, and it is said', () => {
    expect(unjudged(ratioed(9), undefined)).toEqual({ worse: [], unjudged: ['case/it: it has no record.'] });
    expect(unjudged(undefined, ratioed(1))).toEqual({ worse: [], unjudged: ['case/it: it was not measured this time.'] });
    expect(unjudged({ ...ratioed(9), ratios: {} }, ratioed(1)).unjudged).toHaveLength(1);
  });

  it('is what was not asked for', () => {
    expect(judge({}, {}, { 'case/it': ratioed(1) })).toEqual({ worse: [], unjudged: [] });
  });
});
