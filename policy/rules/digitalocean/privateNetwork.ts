import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanPrivateNetwork = resourceRule({
  id: 'valkey-digitalocean-private-network',
  title: 'A private network',
  description: 'A managed Valkey must be in a VPC that was chosen for it.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `privateNetworkUuid`, and hand out the private host.',
  example: `new digitalocean.DatabaseCluster('main', { engine: 'valkey', version: '8', privateNetworkUuid: vpc.id, … });`,
  url: 'https://docs.digitalocean.com/products/networking/vpc/',
  types: [databaseCluster],
  check: ({ props }) =>
    !isRedis(props) || isGiven(props, 'privateNetworkUuid')
      ? undefined
      : 'It is in the default VPC of the region, beside everything else: `privateNetworkUuid` is not set.',
});
