// One file a verb: from its options to its exit code. Not here: how options are read (arguments.ts), how a deployment works
// (engine/), how anything looks (show/). Only types are exported: arguments.ts loads the one verb that was asked for.
export type { DestroyOptions } from './destroy.ts';
export type { EnvOptions } from './env.ts';
export type { PreviewOptions } from './preview.ts';
export type { UpOptions } from './up.ts';
