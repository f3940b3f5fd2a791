import { statefulSet, storageClass, workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { fields, ifKnown, isGiven, isTrue, objects, text } from '../../facts/read.ts';
import { type Resource, stackRule } from '../../pack/rule.ts';

/** Parameters by which the drivers of the large clouds are told to encrypt with a key of one's own. */
const keys = ['kmsKeyId', 'disk-encryption-kms-key', 'diskEncryptionSetID'];

export const kubernetesRedisEncryptionAtRest = stackRule({
  id: 'kubernetes-redis-encryption-at-rest',
  title: 'Volumes of Redis are encrypted',
  description: 'Volumes of a Redis must be of a storage class that is known to encrypt.',
  weight: 'mission',
  severity: 'high',
  remediation: 'Set `storageClassName` to a class that encrypts, and name the class in `encryptedClasses`.',
  example: `"kubernetes-redis-encryption-at-rest": { "encryptedClasses": ["gp3-encrypted"] }`,
  url: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  concern: 'redis-encryption-at-rest',
  values: {
    encryptedClasses: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Storage classes whose volumes are encrypted. A class in the same stack is looked at itself.',
    },
  },
  types: workloads,
  check(resource, stack, values) {
    if (!isRedis(resource, 'server')) return undefined;
    const known = values.texts('encryptedClasses');
    const claims =
      resource.type === statefulSet ? objects(fields(resource.props.spec).volumeClaimTemplates) : [];
    if (claims.length === 0)
      return 'Nothing says that the disk below the pods is encrypted: there is no volume of a storage class.';
    const classes = claims.map((claim) => text(fields(claim.spec).storageClassName));
    if (classes.includes(undefined))
      return "Nothing says that the volumes are encrypted: they are of the cluster's default storage class.";
    return classes.every((name) => known.includes(name ?? '') || stack.some((one) => encrypts(one, name)))
      ? undefined
      : 'Nothing says that the volumes are encrypted: their storage class is not among `encryptedClasses`.';
  },
});

function encrypts({ type, props }: Resource, name: string | undefined): boolean {
  if (type !== storageClass || text(ifKnown(fields(props.metadata), 'name')) !== name) return false;
  const parameters = fields(props.parameters);
  return isTrue(parameters.encrypted) || keys.some((key) => isGiven(parameters, key));
}
