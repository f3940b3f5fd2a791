import type { KubernetesObject } from '@kubernetes/client-node';
import { type Cluster, valkeyImage } from '../cluster/index.ts';
import { bindingName, Project, small } from './render.ts';

/** What keeps an instance from starting, and what a person is told of it: the reason and what to do. */
export const wrongs = {
  class: {
    kubernetes: { storage: { className: 'nowhere' } },
    says: /waits for its volume: .*"nowhere".*kubernetes\.storage\.className/,
  },
  quota: {
    kubernetes: {},
    says: /cannot be made: .*exceeded quota: tight.*raise the quota or ask for less/,
  },
  place: {
    kubernetes: { nodeSelector: { disk: 'golden' } },
    says: /cannot be scheduled: .*kubernetes\.nodeSelector/,
  },
  image: {
    kubernetes: { image: 'redis-ha.test/nowhere:1.0.0' },
    says: /cannot pull redis-ha\.test\/nowhere:1\.0\.0.*kubernetes\.imagePullSecrets/,
  },
} as const;

/** One stack with an instance for each, none of which ever runs. */
export async function deployWrong(cluster: Cluster): Promise<Project> {
  const project = await Project.make('wrong');
  const instances = Object.entries(wrongs).map(([name, { kubernetes }]) => {
    const namespace = `wrong-${name}`;
    const bindings = [{ kind: 'kubernetes-secret', name: bindingName, namespace }];
    return [name, { bindings, kubernetes: { ...kubernetes, namespace } }];
  });
  const { objects } = await project.render(
    { image: valkeyImage.name, ...small },
    { instances: Object.fromEntries(instances) },
  );
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tight', namespace: 'wrong-quota' },
    spec: { hard: { 'requests.cpu': '10m', 'requests.memory': '10Mi' } },
  } as KubernetesObject;
  const isNamespace = ({ kind }: KubernetesObject): boolean => kind === 'Namespace';
  await cluster.apply([
    ...objects.filter(isNamespace),
    quota,
    ...objects.filter((object) => !isNamespace(object)),
  ]);
  return project;
}
