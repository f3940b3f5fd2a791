// What another commit renders, and what differs from it: worktree.ts checks it out beside the project, compare.ts
// previews its stacks, changes.ts (pure) holds the inputs of each resource against each other.

export { type Change, changesBetween, type Difference } from './changes.ts';
export { type Against, compareWith, type StackChanges } from './compare.ts';
export { openBase } from './worktree.ts';
