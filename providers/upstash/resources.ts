// One database.

import type * as pulumi from '@pulumi/pulumi';
import { getProject, getStack } from '@pulumi/pulumi/metadata.js';
import { all } from '@pulumi/pulumi/output.js';
import { RedisDatabase } from '@upstash/pulumi/redisDatabase.js';
import type { EndpointSet, RedisSpec } from '../backend.ts';
import { Guard } from '../credentials/resources.ts';
import { hostOf } from './host.ts';
import { lastingFacts } from './lasting.ts';
import { ownOf } from './own.ts';

/** See BackendResources. */
export function create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet {
  const whole = ownOf(spec);
  const { readRegions, ipAllowlists, ...own } = whole;
  const guard = new Guard(
    `${name}-guard`,
    { instance: name, facts: lastingFacts(whole), allow: spec.allowReplacement },
    { parent },
  );
  const database = new RedisDatabase(
    `${name}-database`,
    {
      ...own,
      // Names are for people there, and nobody adds a suffix.
      databaseName: `${getProject()}-${getStack()}-${name}`,
      eviction: spec.purpose === 'cache',
      // The provider's default is false and the service's answer always true: without it the next deployment sees TLS
      // switched off, for which it replaces the database.
      tls: true,
      ...(readRegions.length > 0 && { readRegions }),
      ...(ipAllowlists.length > 0 && { ipAllowlists }),
    },
    // A renamed instance keeps its database, under the name that it was made with.
    { parent, dependsOn: [guard], ignoreChanges: ['databaseName'] },
  );
  return {
    topology: 'standalone',
    endpoints: all([database.endpoint, database.port]).apply(([endpoint, port]) => [
      { host: hostOf(endpoint), port },
    ]),
    tls: { enabled: true },
    username: 'default',
    password: database.password,
  };
}
