// What stands just beside Redis on Kubernetes.

import { type Different, type Fields, servers } from '../../kubernetes/resources.ts';

/** Another program's set, with everything else as Redis has it, and what is different. */
export const shop = ({ container, ...different }: Different = {}) =>
  servers({ ...different, container: { name: 'shop', image: 'shop:1', command: ['shop'], ...container } });

export const command = (...words: string[]) => servers({ container: { command: words } });

export const env = (...all: Fields[]) => servers({ container: { command: ['redis-server'], env: all } });

export const byFile = command('redis-server', '/etc/redis.conf');

export const claims = (...classes: (string | undefined)[]) =>
  servers({ spec: { volumeClaimTemplates: classes.map((name) => ({ spec: { storageClassName: name } })) } });
