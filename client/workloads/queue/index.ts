// Queues of BullMQ (an optional peer) on clients that live through a failover: who adds, who works, in which order they
// are closed. A module of its own for each; source.ts beside this folder says where the client comes from.
// Not here: what a client of workload `queue` or `worker` is set to (presets/).

export { type Closable, closeAll } from './close.ts';
export { createProducer, type OpenProducer, type ProducerWanted, QueueUnavailable } from './producer.ts';
export {
  createFlowProducer,
  createQueue,
  type FlowProducerWanted,
  type OpenFlowProducer,
  type OpenQueue,
  type QueueWanted,
} from './queue.ts';
export {
  createQueueEvents,
  createWorker,
  type OpenQueueEvents,
  type OpenWorker,
  type QueueEventsWanted,
  type WorkerWanted,
} from './worker.ts';
