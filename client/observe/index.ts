// What a client tells about itself: state, events, health, a diagnostics channel; metrics.ts is an entry point of its
// own, for prom-client. It watches; what is done about a lost connection lies in create/watch.ts.

export { type ChannelMessage, channelName } from './channel.ts';
export type { CloseOptions, Handle } from './handle.ts';
export type { Health, HealthOptions } from './health.ts';
export type { RejectionReason } from './rejection.ts';
export type { ClientEvents, ClientState, Phase } from './state.ts';
