import { isSecret, output } from '@pulumi/pulumi/output.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { emitConnection } from '../../components/emit.ts';
import type { ConnectionOutputs } from '../../components/outputs.ts';
import { connectionUrl } from '../../components/url.ts';
import type { EndpointSet } from '../../providers/backend.ts';
import { anyConnection, standalone } from './connections.ts';

describe('connection url', () => {
  it('carries any printable password, user and host to whoever parses it', () => {
    fc.assert(
      fc.property(standalone, ({ endpoints: [primary], username = '', password = '', tls, url = '' }) => {
        const parsed = new URL(url);
        expect(parsed.protocol).to.equal(tls.enabled ? 'rediss:' : 'redis:');
        expect(decodeURIComponent(parsed.username)).to.equal(username);
        expect(decodeURIComponent(parsed.password)).to.equal(password);
        expect(parsed.hostname.replaceAll(/[[\]]/g, '')).to.equal(primary?.host);
        expect(Number(parsed.port)).to.equal(primary?.port);
      }),
    );
  });

  it('exists for a standalone connection only', () => {
    fc.assert(
      fc.property(anyConnection, (connection) => {
        expect(connectionUrl(connection) !== undefined).to.equal(connection.topology === 'standalone');
      }),
    );
  });

  it('has no credentials where there are none', () => {
    const endpoints = [{ host: '::1', port: 6379 }];
    expect(connectionUrl({ topology: 'standalone', endpoints, tls: { enabled: false } })).to.equal(
      'redis://[::1]:6379',
    );
  });
});

describe('connection outputs', () => {
  const standaloneSet: EndpointSet = {
    topology: 'standalone',
    endpoints: output([{ host: 'redis.example', port: 6379 }]),
    tls: { enabled: true, ca: output('PEM') },
    username: 'app',
    password: output('p@ss'),
  };

  it('are secret where a password is in them, and only there', async () => {
    const { endpoints, tls, username, password, url } = emitConnection(standaloneSet);
    expect(await secrets({ endpoints, ca: tls.ca })).to.deep.equal([false, false]);
    expect(await secrets({ username, password, url })).to.deep.equal([true, true, true]);
  });

  it('say in sum what the backend said', async () => {
    expect(await known(emitConnection(standaloneSet))).to.deep.include({
      topology: 'standalone',
      endpoints: [{ host: 'redis.example', port: 6379 }],
      username: 'app',
      password: 'p@ss',
      url: 'rediss://app:p%40ss@redis.example:6379',
    });
  });

  it('keep the Sentinels’ password secret', async () => {
    const { sentinel, url } = emitConnection({
      topology: 'sentinel',
      endpoints: [{ host: '127.0.0.1', port: 26380 }],
      sentinel: { masterName: 'main', password: 's3cret' },
      tls: { enabled: false },
    });
    expect(await secrets({ password: sentinel?.password })).to.deep.equal([true]);
    expect(url).to.equal(undefined);
  });
});

function secrets(outputs: Record<string, ConnectionOutputs['password'] | ConnectionOutputs['endpoints']>) {
  return Promise.all(Object.values(outputs).map((one) => one && isSecret<unknown>(one)));
}

function known(connection: ConnectionOutputs): Promise<unknown> {
  return new Promise((resolve) => output(connection).apply(resolve));
}
