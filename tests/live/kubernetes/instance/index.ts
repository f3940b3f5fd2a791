// One Redis on a cluster as applications and operators see it: rendered and applied, reached by an address map, written to
// while something breaks. Not here: the cluster itself (../cluster).

export { drain, uncordon } from './drain.ts';
export { Instance } from './instance.ts';
export { Issuer } from './issuer.ts';
export { done, runNow } from './jobs.ts';
export { operatorOf } from './operator.ts';
export { bindingName, Project, small, stack } from './render.ts';
export { tell, tellDrill, tellTrial } from './tell.ts';
export { type Trial, writeDuring } from './trial.ts';
export { deployWrong, wrongs } from './wrong.ts';
