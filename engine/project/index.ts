// What a project and its stacks say: Pulumi.yaml, Pulumi.STACK.yaml and what they declare of each other, read and checked, secrets
// in clear. Not here: what the values mean (the program), where the state lies (state/). Nothing is ever written.
// projectError.ts has a name of its own for whoever needs no YAML: the command's help.
export { ProjectError } from './projectError.ts';
export { listStacks, type Project, readProject } from './pulumiYaml.ts';
export { type RuntimeOptions, readRuntime } from './runtime.ts';
export { type CheckedConfig, type ConfigMistake, readStackConfig, type StackConfig } from './stackConfig.ts';
