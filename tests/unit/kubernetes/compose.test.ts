import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { serverSettings } from '../../../providers/kubernetes/settings.ts';

const repository = path.resolve(import.meta.dirname, '../../..');

interface Compose {
  services: Record<
    string,
    {
      image: string;
      environment: Record<string, string>;
      healthcheck?: object;
      ports?: string[];
      volumes: string[];
    }
  >;
  volumes: Record<string, unknown>;
}

async function render(...args: string[]) {
  const bin = path.join(repository, 'cli/bin/redis-ha.js');
  return execa(process.execPath, [bin, 'render', ...args], { cwd: repository, reject: false });
}

describe('compose.yaml', () => {
  it('is what `redis-ha render --stack local --format compose` prints', async () => {
    const { stdout, stderr } = await render('--stack', 'local', '--format', 'compose');
    const checkedIn = await readFile(path.join(repository, 'compose.yaml'), 'utf8');
    expect(
      `${stdout}\n`,
      `${stderr} Make it anew: npx redis-ha render --stack local --format compose > compose.yaml`,
    ).to.equal(checkedIn);
  });

  it('has three servers and three Sentinels, each watched, on loopback alone, with a volume that it names', async () => {
    const { services, volumes } = parse(await readFile(path.join(repository, 'compose.yaml'), 'utf8'), {
      merge: true,
    }) as Compose;
    const { setup, ...members } = services;
    expect(Object.keys(members)).to.have.length(6);
    for (const [name, { healthcheck, ports, volumes: mounted }] of Object.entries(members)) {
      expect(healthcheck, name).to.be.an('object');
      expect(
        ports?.every((port) => port.startsWith('127.0.0.1:')),
        name,
      ).to.equal(true);
      expect(
        mounted.some((volume) => volume.startsWith(`${name}:`)),
        name,
      ).to.equal(true);
      expect(volumes).to.have.property(name);
    }
    expect(setup?.environment.HA_TLS).to.equal('yes');
    for (const { image } of Object.values(services))
      expect(image).to.match(/:-docker\.io\/[\w/]+:\d+\.\d+\.\d+}$/);
    const settings = serverSettings(
      { purpose: 'durable', replicas: 2, failover: { profile: 'fast' } },
      2 ** 28,
    );
    for (const [name, value] of Object.entries(settings))
      expect(setup?.environment.HA_SERVER_SETTINGS).to.contain(`${name} ${value}\n`);
  });

  it('is refused for a stack that is something else', async () => {
    const { exitCode, stderr, stdout } = await render('--stack', 'dev', '--format', 'compose');
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain('backend local');
    expect(stdout).to.equal('');
  });
});
