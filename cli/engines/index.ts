// Who deploys: our engine in this process, or the Pulumi CLI, behind one interface with one kind of result.
// Not here: how a deployment works (engine/), what is shown of it (show/).
export { chooseEngine } from './choose.ts';
export { embedded, renderFolderOf, simulationFolderOf, stateFolderOf } from './embedded.ts';
export type { Deployed, StackEngine, Watch } from './engine.ts';
