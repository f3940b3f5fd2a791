import { pauseImage } from './images.ts';
import { controlAddress, podRange } from './layout.ts';

/** Each pod has a cable to the node's own network, which routes: no bridge that packets could take past its rules. */
export function networkConfig(node: number): string {
  return JSON.stringify({
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'ptp',
        // On the boot's own file system: addresses given out are free again after a power cut.
        ipam: {
          type: 'host-local',
          dataDir: '/run/addresses',
          ranges: [[{ subnet: podRange(node) }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  });
}

/** `restrict_oom_score_adj`: without CAP_SYS_RESOURCE runc may not lower it, and dies. */
export function containerdConfig(networks: string, plugins: string): string {
  return `version = 2
[plugins."io.containerd.internal.v1.opt"]
  path = "/var/lib/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage.name}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${plugins}"
    conf_dir = "${networks}"
`;
}

/** Nobody but this machine reaches the kubelet, so it asks for no credentials. */
export function kubeletConfig(cgroupRoot: string, clusterDomain: string): string {
  return JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    cgroupDriver: 'cgroupfs',
    cgroupRoot,
    failCgroupV1: false,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    readOnlyPort: 0,
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    clusterDNS: [controlAddress],
    clusterDomain,
    resolvConf: '/dev/null',
    nodeStatusUpdateFrequency: '4s',
    // How often mounted Secrets are looked at; a minute where nobody waits for it.
    syncFrequency: '10s',
    evictionHard: { 'memory.available': '100Mi' },
  });
}
