// The stack's state on disk: Pulumi's deployment format, its passphrase encryption, one writer at a time.
// Not here: what a step changes in it (deploy/journal.ts), state anywhere else.
export { StateError } from './deployment.ts';
export { readExported } from './exported.ts';
export { lockStack } from './lock.ts';
export { type Crypter, findPassphrase, type Passphrase, PassphraseError, unlock } from './passphrase.ts';
export type { PendingOperation, ResourceState, Snapshot } from './snapshot.ts';
export { openState, type StateFile } from './stateFile.ts';
