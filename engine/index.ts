// An embedded engine for Pulumi programs: it speaks Pulumi's own gRPC protocol to the genuine program runner, policy server and
// dynamic-provider server, and keeps the state in Pulumi's format, without the Pulumi CLI, a login or a cloud.
// Not here: what a resource is (providers/), what may be deployed (policy/), what is printed (cli/); imports, targets, refresh.
export { destroy, preview, readDeployment, up } from './deploy/index.ts';
export type * from './events.ts';
export { judgeState, PolicyConfigError } from './policy/index.ts';
export { readExported, StateError } from './state/index.ts';
export type { ResourceState } from './state/snapshot.ts';
export type { PropertyMap, PropertyValue } from './wire/value.ts';
export { Secret, Unknown, unknown } from './wire/value.ts';
