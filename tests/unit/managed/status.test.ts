// What `status` says of an instance that a service runs, here by servers of our own in its place.

import { expect } from 'chai';
import { Redis } from 'ioredis';
import { after, before, describe, it } from 'mocha';
import type { Deployment } from '../../../providers/backend.ts';
import { status } from '../../../providers/digitalocean/operate.ts';
import { readReplication } from '../../../providers/managed/replication.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Server } from '../client/server.ts';

const password = 'a-password-of-this-test';

function deployment(replicas: number, port?: number, given = password): Deployment {
  const connection = port !== undefined && {
    endpoints: [{ host: '127.0.0.1', port }],
    tls: { enabled: false },
    username: 'default',
    password: given,
  };
  return {
    root: '.',
    project: 'redis-ha',
    stack: 'staging',
    resources: [
      {
        urn: 'urn:pulumi:staging::redis-ha::redis-ha:index:RedisHA::main',
        type: 'redis-ha:index:RedisHA',
        inputs: { backend: 'digitalocean', topology: 'replicated', replicas },
        outputs: connection ? { connection } : {},
      },
    ],
  };
}

describe('status of a managed instance', () => {
  let primary: Server;
  let standby: Server;
  before(async () => {
    primary = await Server.start('--requirepass', password);
    standby = await Server.start('--replicaof', '127.0.0.1', String(primary.port), '--masterauth', password);
    const client = new Redis({ port: primary.port, password });
    // Until the server listens, each attempt to connect ends in an error.
    client.on('error', () => undefined);
    await until(
      async () => (await client.info('replication')).includes('state=online'),
      'the standby follows',
    );
    client.disconnect();
  });
  after(async () => {
    await primary.remove();
    await standby.remove();
  });

  it('is healthy with its standby, and names both', async () => {
    const [found] = await status(deployment(1, primary.port));
    expect(found).to.deep.include({ name: 'main', healthy: true, problems: [] });
    expect(found?.primary).to.deep.equal({ host: '127.0.0.1', port: primary.port });
    expect(found?.nodes.map(({ role, up }) => `${role} ${up}`)).to.deep.equal([
      'primary true',
      'replica true',
    ]);
  });

  it('is not without one that was asked for', async () => {
    const [found] = await status(deployment(2, primary.port));
    expect(found?.problems).to.deep.equal(['1 of 2 replicas follow the primary.']);
  });

  it('says when the name leads to a replica', async () => {
    const direct = new Redis({ port: standby.port });
    await direct.config('SET', 'requirepass', password);
    direct.disconnect();
    const [found] = await status(deployment(0, standby.port));
    expect(found?.problems).to.deep.equal(['The endpoint leads to a replica, which takes no writes.']);
  });

  it('says who is let in when nobody answers, and never the password', async () => {
    const port = await freePorts(1);
    for (const one of [deployment(1, port), deployment(1, primary.port, 'wrong')]) {
      const [found] = await status(one);
      expect(found).to.include({ healthy: false });
      expect(found?.problems.join()).to.contain('digitalocean.firewall').and.not.contain(password);
      expect(found?.problems.join()).not.to.contain('wrong');
    }
  });

  it('says when a deployment was left half way', async () => {
    const [found] = await status(deployment(1));
    expect(found).to.deep.include({ healthy: false, nodes: [] });
    expect(found?.problems.join()).to.contain('deploy the stack again');
  });

  it('reads what a service shows of its replication, however little', () => {
    expect(readReplication('')).to.deep.equal({ role: 'unknown', replicas: [] });
    const info = 'role:master\r\nslave0:ip=10.0.0.2,port=25061,state=wait_bgsave,offset=7,lag=0\r\n';
    expect(readReplication(info).replicas).to.deep.equal([
      {
        name: 'replica-0',
        role: 'replica',
        host: '10.0.0.2',
        port: 25061,
        up: false,
        link: 'syncing',
        offset: 7,
      },
    ]);
  });
});
