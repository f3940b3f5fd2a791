import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Health, type KubeConfig } from '@kubernetes/client-node';
import { until } from '../../../local/until.ts';
import type { Credentials } from './credentials.ts';
import { clusterDomain, controlAddress, programs, serviceRange } from './layout.ts';
import type { Machine } from './machine.ts';

const program = (name: string): string => path.join(programs, name);

/** etcd, the control plane and the cluster's DNS; ready when the API server says so. */
export async function startControl(
  machine: Machine,
  folder: string,
  credentials: Credentials,
): Promise<void> {
  const { apiCertificate, apiKey, authority, tokens, serviceAccountKey, serviceAccountPublicKey } =
    credentials.files;
  const kubeconfig = `--kubeconfig=${credentials.files.kubeconfig}`;
  const client = 'http://127.0.0.1:2379';
  await machine.start(
    'etcd',
    'etcd',
    '--data-dir=/run/etcd',
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
  );
  await machine.start(
    'kube-apiserver',
    program('kube-apiserver'),
    ...[
      `--etcd-servers=${client}`,
      `--advertise-address=${controlAddress}`,
      `--service-cluster-ip-range=${serviceRange}`,
    ],
    ...[
      `--tls-cert-file=${apiCertificate}`,
      `--tls-private-key-file=${apiKey}`,
      `--client-ca-file=${authority}`,
    ],
    ...[`--token-auth-file=${tokens}`, '--authorization-mode=Node,RBAC', '--allow-privileged'],
    ...[
      '--kubelet-preferred-address-types=InternalIP',
      '--service-account-issuer=https://kubernetes.default.svc',
    ],
    ...[
      `--service-account-key-file=${serviceAccountPublicKey}`,
      `--service-account-signing-key-file=${serviceAccountKey}`,
    ],
  );
  await until(() => isReady(credentials.config), 'the API server is ready');
  await machine.start(
    'kube-controller-manager',
    program('kube-controller-manager'),
    ...[kubeconfig, '--leader-elect=false', '--node-monitor-grace-period=20s'],
    ...[`--service-account-private-key-file=${serviceAccountKey}`, `--root-ca-file=${authority}`],
  );
  await machine.start('kube-scheduler', program('kube-scheduler'), kubeconfig, '--leader-elect=false');
  await machine.start(
    'coredns',
    program('coredns'),
    '-conf',
    await corefile(folder, credentials.files.kubeconfig),
  );
}

function isReady(config: KubeConfig): Promise<boolean> {
  return new Health(config).readyz({}).catch(() => false);
}

/** As kubeadm sets it up, without the way out: answers of the cluster's own names are not kept. */
async function corefile(folder: string, kubeconfig: string): Promise<string> {
  const file = path.join(folder, 'Corefile');
  await mkdir(folder, { recursive: true });
  await writeFile(
    file,
    `.:53 {
  bind ${controlAddress}
  errors
  kubernetes ${clusterDomain} in-addr.arpa {
    kubeconfig ${kubeconfig}
    pods insecure
    ttl 30
  }
  cache 30 {
    disable success ${clusterDomain}
    disable denial ${clusterDomain}
  }
}
`,
  );
  return file;
}
