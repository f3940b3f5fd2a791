// One Redis on a cluster as applications and operators see it: rendered and applied, reached by an address map, written to
// while something breaks. Not here: the cluster itself (../cluster).

export { Instance } from './instance.ts';
export { operatorOf } from './operator.ts';
export { Project, stack } from './render.ts';
export { type Trial, writeDuring } from './trial.ts';
