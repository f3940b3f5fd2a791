// The backend's own arguments with their defaults.

import type * as pulumi from '@pulumi/pulumi';
import type { RedisSpec } from '../backend.ts';
import { defaultSize, sizeFor } from './sizes.ts';

type Text = pulumi.Input<string>;

/** `digitalocean:` of a stack file after validation; components/args/digitalocean.ts says what each is for. */
export interface Own {
  region?: string;
  /** Absent when `memoryGb` asks for more than any general size has. */
  size?: string;
  firewall: Firewall;
  privateNetworkUuid?: Text;
  endpoint: 'private' | 'public';
  certificateAuthority: 'public' | 'project';
  projectId?: Text;
  valkey: {
    persistence: 'rdb' | 'off';
    timeout: number;
    notifyKeyspaceEvents?: string;
    numberOfDatabases?: number;
    ioThreads?: number;
    pubsubClientOutputBufferLimit?: number;
  };
  migration?: Migration;
}

export interface Firewall {
  droplets: Text[];
  tags: Text[];
  kubernetesClusters: Text[];
  apps: Text[];
  cidrs: string[];
}

export interface Migration {
  host: Text;
  port: number;
  username: Text;
  password: Text;
  tls: boolean;
  ignoreDatabases: string[];
}

/** The only version that new clusters can have. */
export const version = '8';

type Nested = 'firewall' | 'valkey' | 'migration';
type Given = Partial<Omit<Own, Nested>> & {
  firewall?: Partial<Firewall>;
  valkey?: Partial<Own['valkey']>;
  migration?: Partial<Migration> & Pick<Migration, 'host' | 'password'>;
};

/** The part of a specification that these defaults depend on. */
export type Wanted = Pick<RedisSpec, 'own' | 'memoryGb' | 'replicas'>;

export function ownOf({ own, memoryGb, replicas }: Wanted): Own {
  const given = own as Given;
  const size = given.size ?? (memoryGb === undefined ? defaultSize : sizeFor(memoryGb, replicas > 0));
  return {
    endpoint: 'private',
    certificateAuthority: 'public',
    ...given,
    ...(size !== undefined && { size }),
    firewall: { droplets: [], tags: [], kubernetesClusters: [], apps: [], cidrs: [], ...given.firewall },
    // The service closes idle connections after 300 s, and with them those of workers that wait for a job.
    valkey: { persistence: 'rdb', timeout: 0, ...given.valkey },
    migration: given.migration && {
      port: 6379,
      username: 'default',
      tls: true,
      ignoreDatabases: [],
      ...given.migration,
    },
  };
}
