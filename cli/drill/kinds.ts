import type { Fault } from './types.ts';

/** Takes the primary away without a word: what counts is when another server acknowledges. */
export function isSudden(fault: Fault): boolean {
  return fault === 'kill' || fault === 'freeze' || fault === 'node';
}

/** Takes nobody away whose place another must take: a failover after it is one too many. */
export function isHarmless(fault: Fault): boolean {
  return fault === 'sentinel' || fault === 'replica';
}

/** How often the primary may move before it is once too often: where all servers restart in turn, at any of their turns. */
export function expectedMoves(fault: Fault): number {
  if (fault === 'rolling') return Number.POSITIVE_INFINITY;
  return isHarmless(fault) ? 0 : 1;
}
