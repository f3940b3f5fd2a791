// The plan that this project replaces: its manifests for Kubernetes and its client, as close to the text as they start.
// Not here: how it is deployed and struck (../systems/plan.ts).

export { env, masterName, planObjects } from './manifests.ts';
