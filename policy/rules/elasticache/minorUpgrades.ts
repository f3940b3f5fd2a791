import { replicationGroup } from '../../facts/elasticache.ts';
import { isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { awsConfig, checkov, securityHub } from '../../pack/standards.ts';

export const elasticacheMinorUpgrades = resourceRule({
  id: 'elasticache-minor-upgrades',
  title: 'Minor versions are upgraded',
  description: 'A replication group must take minor upgrades of its engine by itself.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `autoMinorVersionUpgrade: true`.',
  example: `new aws.elasticache.ReplicationGroup('main', { autoMinorVersionUpgrade: true, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
  controls: [
    securityHub('ElastiCache.2', 'ElastiCache clusters should have automatic minor version upgrades enabled'),
    awsConfig('elasticache-auto-minor-version-upgrade-check'),
    ...checkov('CKV_AWS_322'),
  ],
  types: [replicationGroup],
  check: ({ props }) =>
    isTrue(props.autoMinorVersionUpgrade)
      ? undefined
      : 'Known holes stay open until somebody looks: `autoMinorVersionUpgrade` is not true.',
  mend: ({ props }) =>
    isTrue(props.autoMinorVersionUpgrade) ? undefined : { autoMinorVersionUpgrade: true },
});
