import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  networkPolicy,
  podDisruptionBudget,
  primaryService,
  proxyConfigMap,
  proxyDeployment,
} from '../../../providers/kubernetes/manifests/index.ts';
import { certificateNames, planOf, primaryHost } from '../../../providers/kubernetes/plan.ts';
import { type Container, plain, problemsOf, specOf } from './specs.ts';

const mounted = { scripts: 'a', config: 'b', access: 'main-access-1', tls: 'main-tls-1' };

interface Deployment {
  spec: {
    replicas: number;
    selector: { matchLabels: Record<string, string> };
    template: {
      metadata: { labels: Record<string, string> };
      spec: {
        containers: Container[];
        securityContext: Record<string, unknown>;
        automountServiceAccountToken: boolean;
        topologySpreadConstraints: { minDomains: number }[];
        affinity: { podAntiAffinity: object };
      };
    };
  };
}

function planWith(args: Record<string, unknown> = {}, proxy: Record<string, unknown> = {}) {
  return planOf('main', specOf({ ...args, kubernetes: { proxy: { enabled: true, ...proxy } } }));
}

describe("the primary's Service on Kubernetes", () => {
  it('leads to proxies that stand apart, without a token, under Pod Security restricted', () => {
    const plan = planWith();
    const { spec } = plain<Deployment>(proxyDeployment(plan, mounted, 'main-proxy-1'));
    const pod = spec.template.spec;
    expect(spec.replicas).to.equal(2);
    expect(pod.automountServiceAccountToken).to.equal(false);
    expect(pod.securityContext).to.include({ runAsNonRoot: true });
    expect(pod.containers[0]?.securityContext).to.include({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    });
    expect(pod.topologySpreadConstraints).to.have.length(1);
    expect(pod.topologySpreadConstraints[0]?.minDomains).to.equal(2);
    expect(pod.affinity.podAntiAffinity).to.have.keys('requiredDuringSchedulingIgnoredDuringExecution');
    expect(spec.template.metadata.labels).to.include(spec.selector.matchLabels);
    for (const object of [
      plain<{ spec: { selector: object } }>(primaryService(plan)).spec.selector,
      plain<{ spec: { selector: { matchLabels: object } } }>(podDisruptionBudget(plan, 'proxy')).spec.selector
        .matchLabels,
      plain<{ spec: { podSelector: { matchLabels: object } } }>(networkPolicy(plan, 'proxy')).spec.podSelector
        .matchLabels,
    ])
      expect(object).to.deep.equal(spec.selector.matchLabels);
  });

  it('has a name that the certificate vouches for, with or without a proxy', () => {
    const host = 'main-primary.redis.svc.cluster.local';
    expect(primaryHost(planWith())).to.equal(host);
    expect(certificateNames(planWith()).dns).to.include(host);
    expect(certificateNames(planOf('main', specOf())).dns).to.include(host);
  });

  it('asks every server and, for each of them, every Sentinel; another number of them is another configuration', () => {
    const textOf = (replicas: number) => {
      const { metadata, data } = plain<{ metadata: { name: string }; data: Record<string, string> }>(
        proxyConfigMap(planWith({ replicas })),
      );
      return { name: metadata.name, text: data['haproxy.cfg'] ?? '' };
    };
    const [two, four] = [textOf(2), textOf(4)];
    expect(two.text.match(/^ {2}server main-data-/gm)).to.have.length(3);
    expect(two.text.match(/^ {2}server main-sentinel-/gm)).to.have.length(9);
    expect(four.text.match(/^ {2}server main-data-/gm)).to.have.length(5);
    expect(four.name).not.to.equal(two.name);
  });

  it('shows no password to who may read its ConfigMap or its Deployment', () => {
    const plan = planWith();
    const { env = [] } =
      plain<Deployment>(proxyDeployment(plan, mounted, 'x')).spec.template.spec.containers[0] ?? {};
    expect(env).to.have.length(1);
    expect(env[0]).not.to.have.property('value');
    expect(JSON.stringify(proxyConfigMap(plan))).to.contain('AUTH proxy $PROXY_PASSWORD');
  });

  it('wants an exact image', () => {
    const paths = problemsOf({ kubernetes: { proxy: { enabled: true, image: 'haproxy:3.2' } } });
    expect(paths.map(({ path }) => path)).to.deep.equal(['kubernetes.proxy.image']);
  });
});
