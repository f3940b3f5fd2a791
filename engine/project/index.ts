// What a project and its stacks say in Pulumi.yaml and Pulumi.STACK.yaml, read and checked. Nothing is ever
// written there.
export { ProjectError } from './projectError.ts';
export { listStacks, type Project, readProject } from './pulumiYaml.ts';
export { readStackConfig, type StackConfig } from './stackConfig.ts';
