// Who reaches the servers.

import { type Given, unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import { chosen, type Fields, object, servers, stranger } from './resources.ts';

const network = (ingress: unknown, podSelector: unknown = chosen) =>
  object('networking.k8s.io/v1:NetworkPolicy', { spec: { podSelector, policyTypes: ['Ingress'], ingress } });

const service = (spec: Fields): Given => object('core/v1:Service', { spec });

export const cases: Record<string, RuleCase> = {
  'kubernetes-redis-network-policy': {
    good: servers(),
    beside: [network([{ from: [{ podSelector: {} }], ports: [{ port: 6379 }] }])],
    alsoGood: { 'no Redis at all': stranger },
    bad: {
      none: { ...servers(), beside: [], says: /no NetworkPolicy/ },
      'one for others': { ...servers(), beside: [network([], { matchLabels: { app: 'shop' } })] },
      'from everywhere': {
        ...servers(),
        beside: [network([{ ports: [{ port: 6379 }] }])],
        says: /names nobody/,
      },
      'from the world': { ...servers(), beside: [network([{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }])] },
    },
    absent: { ...servers({ labels: { app: 'other' } }), holds: false },
    unknown: { ...servers(), beside: [network(unknown.list)], comes: 'advice' },
  },
  'kubernetes-redis-service-internal': {
    good: service({ type: 'ClusterIP', ports: [{ port: 6379 }] }),
    alsoGood: {
      'another port': service({ type: 'LoadBalancer', ports: [{ port: 443 }] }),
      'a few networks': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['10.0.0.0/8'],
      }),
    },
    bad: {
      'a load balancer': {
        ...service({ type: 'LoadBalancer', ports: [{ port: 6379 }] }),
        says: /a LoadBalancer/,
      },
      'a port of each machine': service({ type: 'NodePort', ports: [{ port: 80, targetPort: 26379 }] }),
      'a load balancer for the world': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['0.0.0.0/0'],
      }),
    },
    absent: { ...service({ ports: [{ port: 6379 }] }), holds: true },
    unknown: { ...service({ type: unknown.text, ports: [{ port: 6379 }] }), comes: 'advice' },
  },
};
