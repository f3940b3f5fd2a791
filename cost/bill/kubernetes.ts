// Pods stand on machines that somebody pays for: as many as the largest set has pods, since no two of them share one.

import { amountOf } from '../../providers/kubernetes/quantity.ts';
import { machines, type Price, volume } from '../prices/index.ts';
import type { Biller } from './bill.ts';
import { type Line, line, NoPrice, named, type Priced, type Use } from './line.ts';

const setType = 'kubernetes:apps/v1:StatefulSet';
const claimType = 'kubernetes:core/v1:PersistentVolumeClaim';
const gib = 2 ** 30;

/** GiB that a machine needs beside our pods: its system, the kubelet, what the team runs on every machine. */
const systemGb = 0.5;

export const kubernetes: Biller = {
  prefix: 'kubernetes:',
  known: [setType, claimType],
  free: ['kubernetes:'],
  lines(resources, use) {
    const sets = resources.filter(({ type }) => type === setType).map(readSet);
    const claims = resources.filter(({ type }) => type === claimType).map(({ inputs }) => claimGb(inputs));
    const volumes = [...sets.map(({ pods, volumeGb }) => pods * volumeGb), ...claims];
    return [
      ...machineLines(sets, use),
      line(
        'volumes',
        volumes.reduce((sum, size) => sum + size, 0),
        volume,
      ),
    ];
  },
};

interface PodSet {
  pods: number;
  /** GiB that each pod is promised. */
  memoryGb: number;
  volumeGb: number;
}

function machineLines(sets: readonly PodSet[], use: Use): Line[] {
  const count = Math.max(0, ...sets.map(({ pods }) => pods));
  if (count === 0) return [];
  const memory = sets.reduce((sum, { pods, memoryGb }) => sum + pods * memoryGb, 0) / count + systemGb;
  const { what, price } = machineFor(memory, use);
  return [line(`${count} × ${what}`, count, price)];
}

function machineFor(memoryGb: number, { machinePrice }: Use): { what: string; price: Price } {
  if (machinePrice !== undefined)
    return {
      what: `machine with ${memoryGb.toFixed(1)} GB for Redis`,
      price: named(machinePrice, 'machine-month', '--machine-price'),
    };
  const machine = machines.find((one) => one.memoryGb >= memoryGb);
  if (machine) return { what: `machine with ${machine.memoryGb} GB`, price: machine.price };
  throw new NoPrice(
    `No price is known for a machine with ${memoryGb.toFixed(1)} GB; give one in US dollars a month with --machine-price.`,
  );
}

interface SetSpec {
  replicas?: number;
  template?: { spec?: { containers?: { resources?: { requests?: { memory?: string } } }[] } };
  volumeClaimTemplates?: unknown[];
}

function readSet({ inputs }: Priced): PodSet {
  const { replicas = 1, template, volumeClaimTemplates = [] } = (inputs.spec ?? {}) as SetSpec;
  const containers = template?.spec?.containers ?? [];
  const memory = containers.reduce(
    (sum, { resources }) => sum + (amountOf(resources?.requests?.memory ?? '') ?? 0),
    0,
  );
  const volumeGb = volumeClaimTemplates.reduce<number>((sum, claim) => sum + claimGb(claim), 0);
  return { pods: replicas, memoryGb: memory / gib, volumeGb };
}

function claimGb(claim: unknown): number {
  const { spec } = claim as { spec?: { resources?: { requests?: { storage?: string } } } };
  return (amountOf(spec?.resources?.requests?.storage ?? '') ?? 0) / gib;
}
