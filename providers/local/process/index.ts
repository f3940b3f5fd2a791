// Processes of this machine: which program to run, starting it so that it outlives us, knowing it again, ending it, and who
// has a port. Speaks to none of them.

export { findBinary, suits } from './binary.ts';
export { end } from './end.ts';
export { type Identity, identify, type Liveness, livenessOf } from './identity.ts';
export { type Holder, holderOf, isTaken, takenSentence } from './ports.ts';
export { spawnDetached } from './spawn.ts';
