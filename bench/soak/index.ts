// The soak: random faults, one after the other, each on a healthy instance, while five workloads of the client keep books of
// what was acknowledged to them (workloads/) and what became of it. stack.ts is what is struck, soak.ts the order of
// things, account.ts the sum. Not here: how a fault is done (providers/local/faults), how a failover is timed (bench/failover).

export { account } from './account.ts';
export { options } from './options.ts';
export { print } from './print.ts';
export { Soak } from './soak.ts';
export { view } from './view.ts';
export { writeDocs } from './write.ts';
