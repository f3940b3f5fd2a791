// Socket.IO's streams adapter (an optional peer) on clients that queue while Redis is away and never end, so that no
// broadcast is missed. The pub/sub adapter is an entry point of its own, pubsub.ts: it needs another package.
// Not here: what a client of workload `pubsub` is set to (presets/).

export { createStreamsAdapter, type OpenStreamsAdapter, type StreamsAdapterWanted } from './streams.ts';
