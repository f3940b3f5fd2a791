// All stacks of a project previewed side by side, as the check of a pull request: base/ what another commit renders and
// what differs, report/ how it looks. Not here: how one stack is previewed (engines/), what its own report says (show/).

export { type AllOptions, previewAll } from './previewAll.ts';
