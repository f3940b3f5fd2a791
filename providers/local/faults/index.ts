// What can be done to a running instance on purpose, for drills and planned work: strike a process, hand over, bring back.
// How a group works in earnest is in ../group, how a process is started in ../provider: nothing here does either anew.

export { failOver } from './failover.ts';
export { strike } from './strike.ts';
