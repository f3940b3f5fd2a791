// What cannot change about an instance without its data going, and what to do instead. Source: ForceNew and the custom diffs of
// terraform-provider-aws internal/service/elasticache/replication_group.go, which Pulumi's provider is made from.

import type * as pulumi from '@pulumi/pulumi';
import type { Fact } from '../credentials/types.ts';
import { rankOf, runningOf } from './engines.ts';
import type { Plan } from './plan.ts';

type LastingFact = Omit<Fact, 'value'> & { value: pulumi.Input<Fact['value']> };

const beside =
  'Deploy a second instance beside this one, from a snapshot of it, and move the applications over.';

/** `keyArn`: the key that data are encrypted with, where it is one of ours or named. */
export function lastingFacts({ spec, own }: Plan, keyArn: pulumi.Input<string> | undefined): LastingFact[] {
  return [
    {
      property: 'elasticache.kind',
      value: own.kind,
      instead: `A replication group cannot become serverless, nor the other way: the one with the data would be deleted. ${beside}`,
    },
    {
      property: 'topology',
      value: spec.topology,
      instead: `Cluster mode is switched by way of "compatible", in two steps that this does not do: here the group would be replaced. ${beside}`,
    },
    {
      property: 'encryption.atRest',
      value: spec.encryption.atRest,
      instead: `Encryption at rest is decided when a group is made: this would replace it. ${beside}`,
    },
    {
      property: 'encryption.kmsKeyId',
      value: keyArn ?? 'AWS',
      instead: `The key is decided when a group is made: another one would replace it. ${beside}`,
    },
    {
      property: 'elasticache.port',
      value: own.port.toString(),
      instead: `The port is decided when a group is made: another one would replace it. Leave it, or: ${beside.toLowerCase()}`,
    },
    {
      property: 'version',
      value: rankOf(runningOf(spec)),
      instead:
        'There is no way back to an older version, nor from Valkey to Redis: the group would be replaced. Leave engine and version, or restore a snapshot from before into a second instance.',
    },
  ];
}
