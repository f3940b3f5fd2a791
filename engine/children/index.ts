// The processes of a deployment: Pulumi's own program runner, policy server and provider hosts, started as Pulumi starts them and
// ended whatever happens to us. Not here: what is said to them (monitor/, policy/, provider/), and providers in this process.
// The .cjs files are preloaded into the children, never imported.
export type { Child, ChildOutput, Server } from './child.ts';
export { type PluginOptions, startDynamicProvider, startPlugin } from './plugin.ts';
export { type PolicyPackOptions, startPolicyPack } from './policyPack.ts';
export { type ProgramExit, type ProgramOptions, startProgram } from './program.ts';
