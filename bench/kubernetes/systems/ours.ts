import { CoreV1Api } from '@kubernetes/client-node';
import { valkeyImage } from '../../../tests/live/kubernetes/cluster/index.ts';
import { Instance, Project, small } from '../../../tests/live/kubernetes/instance/index.ts';
import type { System } from './system.ts';

/** Backend `kubernetes` with profile `balanced` and TLS, its defaults; smaller, to fit a machine of two cores. */
export const ours: System = {
  name: 'ours',
  title: 'redis-ha, balanced, TLS',
  runs: { apply: 5, planned: 5, kill: 5, pod: 5, freeze: 5, restart: 5, rolling: 5, drain: 5 },
  async deploy(cluster, namespace) {
    const project = await Project.make(namespace);
    const { objects, connection, env } = await project.render({ ...small, image: valkeyImage.name });
    const instance = new Instance(cluster, 'main', namespace, connection);
    await instance.apply(objects);
    return {
      namespace,
      order: { env },
      server: 'valkey-server',
      whole: () => instance.rolledOut(),
      primary: async () => (await instance.primary()).pod,
      handOver: () => instance.handOver(),
      async remove() {
        await instance.close();
        await project.remove();
        await cluster.config.makeApiClient(CoreV1Api).deleteNamespace({ name: namespace });
      },
    };
  },
};
