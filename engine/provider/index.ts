// Pulumi's provider protocol from both sides: the client that the engine asks with, what puts a ProviderImplementation on the
// wire or has it answer in this process. Not here: any provider, and which one runs when (deploy/).
// serve.ts puts a provider on the wire and runPlugin.ts is a plugin's entry point; both load the server alone: import them by their own names.
export { type ClientMethod, channelOptions, connect, listen, shutDown, unary } from './channel.ts';
export { type Checked, connectProvider, type ProviderClient, type Subject } from './client.ts';
export { providerHere } from './here.ts';
export { type CheckFailure, PartialFailure, type ProviderImplementation } from './implementation.ts';
