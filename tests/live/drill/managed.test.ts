// A drill on an instance that a service runs: two real servers behind one name, of which the second takes over. The deployment is
// one of the simulated AWS, whose name and token the servers have.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { after, before, describe, it } from 'mocha';
import { providers } from '../../../cli/engines/providers.ts';
import type { Connection } from '../../../components/connection.ts';
import { readDeployment, up } from '../../../engine/index.ts';
import { issue, makeAuthority } from '../../../providers/credentials/certificates.ts';
import { inClear } from '../../conformance/values.ts';
import { makeProject, type TestProject } from '../../engine/cliProject.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Server } from '../../unit/client/server.ts';
import { argsOf } from '../../unit/elasticache/specs.ts';

const stack = 'rehearsal';

describe('drill, on an instance that a service runs', function () {
  this.timeout(300_000);
  let project: TestProject;
  let password: string;
  const servers: { server: Server; tlsPort: number }[] = [];
  /** Who the name leads to. */
  let leads: (server: number) => Promise<void>;

  before(async () => {
    project = await makeProject();
    const args = Object.entries(argsOf({ replicas: 1 })).map(([key, value]) => [`redis-ha:${key}`, value]);
    await project.configure(stack, { ...Object.fromEntries(args), 'redis-ha:local': undefined });
    const { root } = project;
    const options = { root, stack, stateFolder: join(root, '.redis-ha', stack) };
    const { errors } = await up({ ...options, policyPacks: [], providers });
    expect(errors).to.deep.equal([]);
    const deployed = await readDeployment(options);
    const { connection } = inClear(deployed?.outputs ?? {}) as { connection: Connection };
    const [{ host } = { host: '' }] = connection.endpoints;
    password = connection.password ?? '';

    const file = (name: string) => join(root, name);
    const authority = await makeAuthority('of the test');
    const { certificate, key } = await issue(authority, { name: host, dns: [host], ip: [] }, 30);
    await Promise.all([
      writeFile(file('ca.crt'), authority.certificate),
      writeFile(file('tls.crt'), certificate),
      writeFile(file('tls.key'), key, { mode: 0o600 }),
    ]);
    const secured = ['--tls-cert-file', file('tls.crt'), '--tls-key-file', file('tls.key')];
    for (const following of [false, true]) {
      const tlsPort = await freePorts(1);
      const replica = following ? ['--replicaof', '127.0.0.1', String(servers[0]?.server.port)] : [];
      const given = ['--tls-port', String(tlsPort), ...secured, '--tls-auth-clients', 'no', ...replica];
      const server = await Server.start(...given, '--requirepass', password, '--masterauth', password);
      servers.push({ server, tlsPort });
    }
    leads = (server) => writeFile(file('primary'), String(servers[server]?.tlsPort));
    await leads(0);
    const preload = fileURLToPath(new URL('oneName.cjs', import.meta.url));
    project.environment = {
      NODE_OPTIONS: `--require=${preload}`,
      NODE_EXTRA_CA_CERTS: file('ca.crt'),
      ONE_NAME: host,
      ONE_NAME_AT: file('primary'),
    };
    await until(async () => (await project.json('status', '--stack', stack)).exitCode === 0, 'it is healthy');
  });
  after(async () => {
    await project?.stop();
    await Promise.all(servers.map(({ server }) => server.remove()));
    await project?.remove();
  });

  /** As a service does it: the roles change, the name moves, old connections are cut. */
  async function failOver(): Promise<void> {
    const [old, next] = servers.map(({ server }) => new Redis({ port: server.port, password }));
    try {
      await old?.call('FAILOVER');
      await until(async () => (await next?.role())?.[0] === 'master', 'the second server is primary');
      await leads(1);
      await old?.call('CLIENT', 'KILL', 'TYPE', 'normal');
    } finally {
      old?.disconnect();
      next?.disconnect();
    }
  }

  it('counts what a failover behind the name costs', async () => {
    const args = ['--stack', stack, '--fault', 'external', '--for', '120', '--target-ms', '60000'];
    const drilling = project.start('drill', ...args);
    let said = '';
    drilling.stderr.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('waiting for a failover that somebody else causes'), 'it waits');
    await failOver();
    const { exitCode, stdout, stderr } = await drilling;
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout)
      .to.match(/Passed/)
      .and.contain('acknowledged')
      .and.not.contain('gone');
  });

  it('refuses what only the service can do, and says who can', async () => {
    const killed = await project.json('drill', '--stack', stack, '--fault', 'kill');
    expect(killed.exitCode).to.equal(2);
    expect(JSON.stringify(killed.document)).to.contain('external only');
    const handed = await project.json('failover', '--stack', stack, '--yes');
    expect(handed.exitCode).to.equal(2);
    expect(JSON.stringify(handed.document))
      .to.contain('hands over by itself')
      .and.contain('--fault external');
  });
});
