// Pulumi's provider protocol from both sides: the client that the engine asks with, the server that puts a ProviderImplementation on
// the wire. Not here: any provider, and which one runs when (deploy/).
// runPlugin.ts is a plugin's entry point, which loads the server alone: import it by its own name.
export { channelOptions, connect, listen, shutDown, unary } from './channel.ts';
export { type Checked, connectProvider, type ProviderClient, type Subject } from './client.ts';
export { type CheckFailure, PartialFailure, type ProviderImplementation } from './implementation.ts';
export { serveProvider } from './serve.ts';
