// Policy packs: starting and configuring them, asking them about resources and stacks, reading their verdicts.
// Not here: any rule (policy/ at the root is a pack), what a refusal stops (deploy/).
export { PolicyConfigError } from './config.ts';
export { Judge } from './judge.ts';
export { type JudgeStateOptions, judgeState } from './judgeState.ts';
export { startPacks } from './start.ts';
