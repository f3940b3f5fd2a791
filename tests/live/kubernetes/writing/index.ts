// Who writes to an instance while something happens to it: clients on this machine, and the same in a pod, as an application
// of the cluster has them. Not here: what is counted afterwards (../instance/trial.ts).

export { writeHere } from './here.ts';
export { applicationImage, home } from './image.ts';
export { Applications } from './pod.ts';
export type { Account, OpenWriter, Order, Writing } from './writing.ts';
