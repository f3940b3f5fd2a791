// What published standards and scanners call a check. Ids as in their own lists; research for each rule stands in its file.

/** A control of a published standard, or a scanner's check, that a rule carries out. */
export interface Control {
  standard: string;
  version?: string;
  /** The control's id in that standard. */
  id: string;
  /** The control's own title. */
  title?: string;
}

/** AWS Foundational Security Best Practices, which Security Hub checks. */
export function securityHub(id: string, title: string): Control {
  return { standard: 'AWS Foundational Security Best Practices', version: '1.0.0', id, title };
}

/** A managed rule of AWS Config. */
export function awsConfig(id: string): Control {
  return { standard: 'AWS Config', id };
}

export function checkov(...ids: string[]): Control[] {
  return ids.map((id) => ({ standard: 'Checkov', id }));
}

/** Trivy, into which tfsec was merged. */
export function trivy(...ids: string[]): Control[] {
  return ids.map((id) => ({ standard: 'Trivy', id }));
}

/** A policy of kyverno/policies, by its folder. */
export function kyverno(...ids: string[]): Control[] {
  return ids.map((id) => ({ standard: 'Kyverno policies', id }));
}

/** Kubernetes' own Pod Security Standards. */
export function podSecurity(level: 'baseline' | 'restricted', title: string): Control {
  return { standard: 'Pod Security Standards', version: '1.31', id: level, title };
}

/** What is controlsOf of the mission's concerns and of failover: of a RedisHA as of the replication group that it may come to. */
export const controlsOf = {
  atRest: [
    securityHub('ElastiCache.4', 'ElastiCache replication groups should be encrypted at rest'),
    awsConfig('elasticache-repl-grp-encrypted-at-rest'),
    ...checkov('CKV_AWS_29'),
    ...trivy('AWS-0045'),
  ],
  inTransit: [
    securityHub('ElastiCache.5', 'ElastiCache replication groups should be encrypted in transit'),
    awsConfig('elasticache-repl-grp-encrypted-in-transit'),
    ...checkov('CKV_AWS_30'),
    ...trivy('AWS-0051'),
  ],
  snapshots: [
    securityHub('ElastiCache.1', 'ElastiCache (Redis OSS) clusters should have automatic backups enabled'),
    awsConfig('elasticache-redis-cluster-automatic-backup-check'),
    ...checkov('CKV_AWS_134'),
    ...trivy('AWS-0050'),
  ],
  failover: [
    securityHub('ElastiCache.3', 'ElastiCache replication groups should have automatic failover enabled'),
    awsConfig('elasticache-repl-grp-auto-failover-enabled'),
    ...checkov('CKV2_AWS_50'),
  ],
};
