import type { Load } from './assumptions.ts';

/** What one workload asks for. */
export interface WorkloadNeeds {
  name: string;
  /** Commands a second at the busiest moment. */
  peakRate: number;
  commandsPerMonth: number;
  /** GB of data, without room to grow. */
  dataGb: number;
}

/** What one Redis has to bear. */
export interface Needs {
  workloads: readonly WorkloadNeeds[];
  dataGb: number;
  /** GB that have to be usable: the data, and room to grow. */
  memoryGb: number;
  connections: number;
  peakRate: number;
  commandsPerMonth: number;
  trafficGb: number;
  /** Cores' worth of commands at the busiest moment. */
  cores: number;
}

const day = 86_400;
const month = 365 / 12;
const kb = 1 / 1e6;

/** Sizes in KB, overhead of the key included: a session with its cookie, a job with its payload, a counter, a message. */
const sizes = { session: 2, job: 2, counter: 0.2, position: 0.5, command: 0.5 };

/** Messages that the websocket adapter's stream keeps, https://github.com/socketio/socket.io-redis-streams-adapter. */
const streamLength = 10_000;

/** One process of the application serves so many users at once; there are three at least, to outlive the loss of one. */
const usersPerProcess = 1000;
const leastProcesses = 3;

/** Clients of one process: cache, sessions, rate limits, queue, worker with its blocking one, two of the websockets. */
const connectionsPerProcess = 8;

/** Counters of a user who is there: one for each class of request. */
const countersPerUser = 3;

/** An idle worker asks ten times a minute: tests/unit/cost/commands.test.ts. */
const idleRate = 1 / 6;

export function needsOf(load: Load): Needs {
  const present = load.dau * load.online;
  const processes = Math.max(leastProcesses, Math.ceil(present / usersPerProcess));
  const workloads = [requests(load, present), jobs(load, processes), positions(load, processes)];
  const sum = (of: (one: WorkloadNeeds) => number) => workloads.reduce((all, one) => all + of(one), 0);
  const dataGb = sum(({ dataGb }) => dataGb);
  const commandsPerMonth = sum((one) => one.commandsPerMonth);
  const peakRate = sum((one) => one.peakRate);
  return {
    workloads,
    dataGb,
    memoryGb: dataGb * load.growth,
    connections: processes * connectionsPerProcess,
    peakRate,
    commandsPerMonth,
    trafficGb: commandsPerMonth * sizes.command * kb,
    cores: peakRate / load.coreRate,
  };
}

/** Rate limits, sessions and the cache, which every request meets. */
function requests(load: Load, present: number): WorkloadNeeds {
  const perDay = load.dau * load.requests * load.commandsPerRequest;
  const perUser = sizes.session + load.cacheKb;
  return {
    name: 'requests: rate limits, sessions, cache',
    peakRate: (perDay / day) * load.peak,
    commandsPerMonth: perDay * month,
    dataGb: (load.dau * perUser + present * countersPerUser * sizes.counter) * kb,
  };
}

/** Jobs are kept for a day after they are done. */
function jobs(load: Load, processes: number): WorkloadNeeds {
  const perDay = load.dau * load.jobs * load.commandsPerJob;
  const idle = processes * idleRate;
  return {
    name: 'jobs: queue and workers',
    peakRate: (perDay / day) * load.peak + idle,
    commandsPerMonth: (perDay + idle * day) * month,
    dataGb: load.dau * load.jobs * sizes.job * kb,
  };
}

/** Each position is added to the stream, kept as the latest of its sender, and read by every process. */
function positions(load: Load, processes: number): WorkloadNeeds {
  const senders = load.dau * load.trackers;
  const perSecond = senders / load.positionSeconds;
  const commands = 2 + processes;
  return {
    name: 'positions: websockets over a stream',
    peakRate: perSecond * commands,
    commandsPerMonth: perSecond * load.trackedHours * 3600 * commands * month,
    dataGb: (senders === 0 ? 0 : senders + streamLength) * sizes.position * kb,
  };
}
