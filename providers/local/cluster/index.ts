// One instance of topology cluster as a whole: what is seen of it, what it lacks (decide.ts, pure), and the work that brings
// it there: meeting, slots, followers, hand-overs. How one process is started lies in ../group, what Pulumi asks in ../provider.

export { decideCluster, goneForGood, primaryOf, type Transfer } from './decide.ts';

export { handOverShard, heirInShard, stepAside } from './handover.ts';
export { type ClusterView, lookAtCluster, type NodeView, type Reporting, reporting } from './look.ts';
export { prepareNode } from './prepare.ts';
export { removeNode } from './remove.ts';
export { settleCluster } from './settle.ts';
export { cannotShrink } from './shrink.ts';
export { countSlots, slotCount } from './slots.ts';
export { clusterStatus, describeCluster } from './status.ts';
export { forget, promote } from './steps.ts';
