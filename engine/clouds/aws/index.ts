// The provider `aws` for previews and simulated deployments: the resource types that a Redis on AWS is made of, judged by
// tables/ as AWS and Pulumi's provider do. It contacts no account and makes nothing.
// Not here: how a table works (clouds/tables), which resources an instance has (providers/elasticache).

import { TableProvider } from '../tables/index.ts';

export class SimulatedAws extends TableProvider {
  constructor() {
    super({
      name: 'aws',
      version: '7.48.0',
      resources: {
        'aws:elasticache/subnetGroup:SubnetGroup': async () =>
          (await import('./tables/subnetGroup.ts')).subnetGroup,
      },
    });
  }
}
