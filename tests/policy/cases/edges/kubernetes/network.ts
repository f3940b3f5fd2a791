import { alone, type Edges } from '../../case.ts';
import { chosen, type Fields, object, servers } from '../../kubernetes/resources.ts';

const network = (...ingress: Fields[]) =>
  object('networking.k8s.io/v1:NetworkPolicy', { spec: { podSelector: chosen, ingress } });

const service = (spec: Fields) => object('core/v1:Service', { spec });

const from = { from: [{ podSelector: {} }], ports: [{ port: 6379 }] };

export const edges: Record<string, Edges> = {
  'kubernetes-redis-network-policy': {
    alsoGood: {
      'another port for all': alone(servers(), network(from, { ports: [{ port: 9121 }] })),
    },
    bad: {
      'the world among others': alone(
        servers(),
        network(from, {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }],
          ports: [{ port: 9121 }, { port: 6379 }],
        }),
      ),
    },
  },
  'kubernetes-redis-service-internal': {
    bad: {
      'one of two ports': service({ type: 'NodePort', ports: [{ port: 443 }, { port: 6379 }] }),
      'one of two networks': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'],
      }),
    },
  },
};
