// What children ask the engine: Pulumi's services ResourceMonitor and Engine, and from their requests what a program wants.
// Not here: what is done about it (deploy/), what the engine asks of others (provider/, policy/).
export { addEngineService } from './engineService.ts';
export { addMonitorService } from './monitor.ts';
export { type Engine, Program, type ReadRequest } from './program.ts';
export { DeploymentStopped } from './rpc.ts';
export { startServer } from './server.ts';
