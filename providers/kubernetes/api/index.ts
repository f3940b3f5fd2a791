// What the command line does at a cluster's API: reads pods, runs a command in one, forwards ports. One context, the one that
// the instance's configuration names. Not here: what is asked of servers (../look) and what is done to them (../faults).

export { ClusterApi, type Found, type Place, type Ran } from './cluster.ts';
export { type Forwarded, forward } from './forward.ts';
