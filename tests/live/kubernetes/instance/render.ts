import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KubernetesObject, V1Secret } from '@kubernetes/client-node';
import { execa } from 'execa';
import { stringify } from 'yaml';
import type { Connection } from '../../../../client/connection.ts';
import { fromEnv } from '../../../../client/env/index.ts';
import { context } from '../cluster/credentials.ts';

const repository = path.join(import.meta.dirname, '../../../..');
/** The stack's name. */
export const stack = 'test';
/** The Secret with the connection. */
export const bindingName = 'connection';

/** For machines that share two processors. */
export const small = {
  resources: { cpu: '50m', memory: '256Mi', sentinelCpu: '20m' },
  storage: { size: '1Gi', sentinelSize: '1Gi' },
};

export interface RunOptions {
  /** File with the context of the configuration. */
  kubeconfig?: string;
  mayFail?: boolean;
}

/** A project with one stack on this backend, deployed as a person does it who has a pipeline of their own: by `render`. */
export class Project {
  readonly namespace: string;
  readonly folder: string;

  private constructor(folder: string, namespace: string) {
    this.folder = folder;
    this.namespace = namespace;
  }

  static async make(namespace: string): Promise<Project> {
    const folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-kubernetes-'));
    const runtime = { name: 'nodejs', options: { typescript: false } };
    const main = path.join(repository, 'index.ts');
    await writeFile(path.join(folder, 'Pulumi.yaml'), stringify({ name: 'redis-ha', runtime, main }));
    return new Project(folder, namespace);
  }

  /** `kubernetes` is that part of the arguments, `more` the rest, both by their names in a stack file. */
  async render(
    kubernetes: Record<string, unknown>,
    more: Record<string, unknown> = {},
  ): Promise<{ objects: KubernetesObject[]; connection: Connection; env: Record<string, string> }> {
    const { namespace } = this;
    const args = {
      backend: 'kubernetes',
      purpose: 'durable',
      replicas: 2,
      zones: 3,
      kubernetes: { context, namespace, createNamespace: true, ...kubernetes },
      bindings: [{ kind: 'kubernetes-secret', name: bindingName, namespace }],
      waivers: ['redis-encryption-at-rest', 'redis-snapshot-retention'].map((rule) => ({
        rule,
        reason: 'The cluster lives as long as the test.',
      })),
      ...more,
    };
    const config = Object.fromEntries(Object.entries(args).map(([key, value]) => [`redis-ha:${key}`, value]));
    await writeFile(path.join(this.folder, `Pulumi.${stack}.yaml`), stringify({ config }));
    const { stdout } = await this.run([
      ...['render', '--stack', stack, '--show-secrets', '--json'],
      ...['--policy-pack', path.join(repository, 'policy')],
    ]);
    const { items } = JSON.parse(stdout) as { items: KubernetesObject[] };
    const env = envIn(items);
    return { objects: items, connection: fromEnv(env), env };
  }

  /** A verb of the command line with its options, in the project's folder. Rejects when it fails and may not. */
  run(
    words: string[],
    { kubeconfig, mayFail = false }: RunOptions = {},
  ): Promise<{ stdout: string; stderr: string; exitCode?: number }> {
    return execa(process.execPath, [path.join(repository, 'cli/bin/redis-ha.js'), ...words], {
      cwd: this.folder,
      reject: !mayFail,
      ...(kubeconfig !== undefined && { env: { KUBECONFIG: kubeconfig } }),
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** What an application gets: the environment that the binding's Secret holds. */
function envIn(objects: KubernetesObject[]): Record<string, string> {
  const secret: V1Secret | undefined = objects.find(
    ({ kind, metadata }) => kind === 'Secret' && metadata?.name === bindingName,
  );
  if (!secret) throw new Error(`render gave no Secret ${bindingName}.`);
  const decoded = Object.entries(secret.data ?? {}).map(([key, value]) => [
    key,
    Buffer.from(value, 'base64').toString(),
  ]);
  return { ...secret.stringData, ...Object.fromEntries(decoded) };
}
