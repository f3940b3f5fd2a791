// What can be done to a deployed instance on purpose, for drills and planned work: strike a process in its container, hand over,
// restart all in turn. From outside, through the API. Not here: stopping a machine, which only its owner can.

export { failOver } from './failover.ts';
export { strike } from './strike.ts';
