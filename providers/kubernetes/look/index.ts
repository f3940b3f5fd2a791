// How a deployed instance is, asked of the cluster that its configuration names: pods and why one does not run, and, from
// inside the pods, who is primary. Reads only. Not here: what the objects should be (../manifests).

export { askServer } from './ask.ts';
export { look } from './look.ts';
export { primaryNow } from './primary.ts';
export { reasonOf } from './reason.ts';
