// The proxy of the primary's Service in front of real servers and Sentinels.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { after, afterEach, before, describe, it } from 'mocha';
import { proxyConfig } from '../../../providers/kubernetes/manifests/proxyConfig.ts';
import { unpacked } from '../../debian/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { passwords, writeCertificate } from './files.ts';
import type { Pod } from './pod.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();
const haproxy = await unpacked('haproxy');
const start = path.resolve(import.meta.dirname, '../../../providers/kubernetes/proxy/start.sh');

describe("the proxy of the primary's Service", () => {
  if ('missing' in haproxy) {
    it(haproxy.missing);
    return;
  }
  let pods: Pods;
  let proxy: ChildProcess;
  let port: number;
  let ca: string;
  let log = '';
  const clients: Redis[] = [];

  before(async () => {
    pods = await Pods.make(runtime, { tls: true });
    ca = await writeCertificate(pods.root);
    pods.trust(ca);
    port = await freePorts(2);
    const member = ({ name, host }: Pod) => ({ name, host });
    const text = proxyConfig({
      instance: 'main',
      servers: pods.data.map(member),
      sentinels: pods.sentinels.map(member),
      tls: true,
      ports: { data: pods.dataPort, sentinel: pods.sentinelPort, listen: port, health: port + 1 },
      authority: path.join(pods.root, 'tls/ca.crt'),
    });
    const config = path.join(pods.root, 'haproxy.cfg');
    // Addresses stand for names here, and no certificate vouches for those.
    await writeFile(config, text.replaceAll(/(check-sni|verifyhost) \S+/g, '$1 localhost'));
    proxy = spawn('sh', [start], {
      env: {
        PATH: `${haproxy.bin}:${process.env.PATH}`,
        HA_ROOT: pods.root,
        HA_PROXY_CONFIG: config,
        HA_RENEWAL_S: '1',
        PROXY_PASSWORD: passwords.proxy,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [proxy.stdout, proxy.stderr])
      stream?.on('data', (chunk) => {
        log += chunk;
      });
  });

  afterEach(function () {
    if (this.currentTest?.isFailed()) console.log(log.slice(-3000));
  });
  after(async () => {
    for (const client of clients) client.disconnect();
    proxy?.kill('SIGTERM');
    if (proxy && proxy.exitCode === null) await once(proxy, 'exit');
    await pods?.remove();
  });

  it('is alive without a primary, and lets nobody through', async () => {
    await until(async () => (await health()) === 200, 'the proxy answers');
    const client = dial();
    await until(() => client.status === 'end', 'the connection is closed');
  });

  it('leads to the primary', async () => {
    pods.start();
    await pods.ready();
    const client = await connected();
    await client.set('key', 'a');
    expect(await leads(client)).to.equal((await pods.primary()).host);
  });

  it('leads to the next one when it is killed', async () => {
    const old = await pods.primary();
    process.kill(await old.server(), 'SIGKILL');
    await old.ended();
    const client = await connected();
    expect(await leads(client)).to.equal((await pods.primary()).host);
    expect(await client.get('key')).to.equal('a');
    old.start();
    await pods.ready();
  });

  it('cuts what is connected to a primary that hangs, and sends nobody there when it wakes up', async () => {
    const old = await pods.primary();
    const pid = await old.server();
    const held = await connected();
    process.kill(pid, 'SIGSTOP');
    try {
      await until(() => held.status === 'end', 'the connection to the frozen one is cut');
      expect(await leads(await connected())).not.to.equal(old.host);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    // It takes itself for primary for some seconds more.
    for (let dialled = 0; dialled < 20; dialled += 1)
      expect(await leads(await connected())).not.to.equal(old.host);
    await pods.ready();
  });

  it('follows a hand-over', async () => {
    const old = await pods.primary();
    await old.delete();
    expect(await leads(await connected())).not.to.equal(old.host);
    old.start();
    await pods.ready();
  });

  it('reads a renewed authority, and keeps what is connected', async () => {
    const held = await connected();
    ca = await writeCertificate(pods.root);
    await until(() => log.includes('Reads the new certificate.'), 'the renewal is seen');
    pods.trust(ca);
    await connected();
    expect(held.status).to.equal('ready');
    expect(await held.ping()).to.equal('PONG');
  });

  it('never shows its password', () => {
    expect(log).to.contain('is UP').and.not.to.contain(passwords.proxy);
  });

  function dial(): Redis {
    const client = new Redis({
      host: '127.0.0.1',
      port,
      username: 'app',
      password: passwords.app,
      tls: { ca, servername: 'localhost' },
      retryStrategy: () => null,
      maxRetriesPerRequest: null,
    });
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  }

  /** A client that the proxy let through to a server; tries until one is. */
  async function connected(): Promise<Redis> {
    let client = dial();
    await until(() => {
      if (client.status === 'end') client = dial();
      return client.status === 'ready';
    }, 'the proxy leads somewhere');
    return client;
  }

  /** The address of the server at the other end. */
  async function leads(client: Redis): Promise<string> {
    const [, host = ''] = (await client.config('GET', 'replica-announce-ip')) as string[];
    return host;
  }

  async function health(): Promise<number> {
    return fetch(`http://127.0.0.1:${port + 1}/healthz`).then(
      ({ status }) => status,
      () => 0,
    );
  }
});
