// Specifications as they come out of validation, and builders' objects as the API would get them.

import { judgeArgs } from '../../../components/validate/index.ts';
import type { Problem, RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../../../providers/index.ts';

/** A valid specification with these arguments. */
export function specOf(args: Record<string, unknown> = {}): RedisSpec {
  const judged = judgeArgs(withContext(args), backends);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return judged.spec;
}

export function problemsOf(args: Record<string, unknown>): Problem[] {
  return judgeArgs(withContext(args), backends).problems ?? [];
}

function withContext(args: Record<string, unknown>): Record<string, unknown> {
  const own = args.kubernetes as object | undefined;
  return { backend: 'kubernetes', ...args, kubernetes: { context: 'nowhere', ...own } };
}

export interface Container {
  name: string;
  image: string;
  command?: string[];
  env: { name: string; value?: string; valueFrom?: unknown }[];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: Record<string, unknown>;
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[];
}

export interface Spread {
  topologyKey: string;
  maxSkew: number;
  minDomains?: number;
  whenUnsatisfiable: string;
}

/** What the tests look at in a StatefulSet. */
export interface StatefulSet {
  metadata: { name: string };
  spec: {
    replicas: number;
    serviceName: string;
    selector: { matchLabels: Record<string, string> };
    template: {
      metadata: { labels: Record<string, string> };
      spec: {
        containers: Container[];
        initContainers: Container[];
        volumes: Record<string, unknown>[];
        securityContext: Record<string, unknown>;
        topologySpreadConstraints: Spread[];
        affinity: { podAntiAffinity: Record<string, unknown[]> };
        automountServiceAccountToken: boolean;
      };
    };
    volumeClaimTemplates?: { spec: { resources: { requests: { storage: string } } } }[];
  };
}

/** A built object as plain JSON. */
export function plain<T>(object: unknown): T {
  return JSON.parse(JSON.stringify(object)) as T;
}
