import grpc from '@grpc/grpc-js';
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import { expect } from 'chai';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { afterEach, describe, it } from 'mocha';
import { listen } from '../../engine/provider/channel.ts';
import { connectProvider, type ProviderClient } from '../../engine/provider/client.ts';
import { providerHere } from '../../engine/provider/here.ts';
import { PartialFailure, type ProviderImplementation } from '../../engine/provider/implementation.ts';
import { serveProvider } from '../../engine/provider/serve.ts';
import { Secret, unknown } from '../../engine/wire/value.ts';

const subject = { urn: 'urn:pulumi:s::p::x:index:Thing::n', type: 'x:index:Thing', name: 'n' };
const provider = {
  urn: 'urn:pulumi:s::p::pulumi:providers:x::default',
  type: 'pulumi:providers:x',
  name: 'default',
};

const inert: ProviderImplementation = {
  name: 'x',
  version: '1.2.3',
  check: async (_call, _olds, news) => ({ inputs: news, failures: [] }),
  diff: async () => ({ changes: 'none' }),
  create: async (_call, inputs) => ({ id: 'made', outputs: inputs }),
  update: async (_call, _id, _oldInputs, _oldOutputs, news) => news,
  delete: async () => undefined,
};

interface Reached {
  client: ProviderClient;
  stop(): Promise<void>;
}

async function overGrpc(implementation: ProviderImplementation): Promise<Reached> {
  const server = await serveProvider(implementation);
  const client = connectProvider(server.address);
  return {
    client,
    async stop() {
      client.close();
      await server.stop();
    },
  };
}

const ways: Record<string, (implementation: ProviderImplementation, engine: string) => Promise<Reached>> = {
  'over gRPC': overGrpc,
  'in this process': async (implementation, engine) => providerHere(implementation, { engine }),
};

for (const [way, reach] of Object.entries(ways)) providerTests(way, reach);

function providerTests(
  way: string,
  reach: (implementation: ProviderImplementation, engine: string) => Promise<Reached>,
) {
  describe(`a provider in TypeScript ${way}`, () => {
    const ends: (() => unknown)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0).toReversed()) await end();
    });

    async function served(
      methods: Partial<ProviderImplementation>,
      engine = '127.0.0.1:1',
    ): Promise<ProviderClient> {
      const { client, stop } = await reach({ ...inert, ...methods }, engine);
      ends.push(stop);
      await client.attach(engine);
      await client.configure(provider, {});
      return client;
    }

    it('passes each call with its resource, and secrets and unknowns as such', async () => {
      const seen: unknown[] = [];
      const client = await served({
        async create({ urn, type, name, preview }, inputs) {
          seen.push({ urn, type, name, preview, inputs });
          return { id: preview ? '' : 'i', outputs: { ...inputs, port: preview ? unknown : 1 } };
        },
      });
      const inputs = { password: new Secret('p'), host: unknown };
      expect(await client.create(subject, inputs, { preview: true })).to.deep.equal({
        id: '',
        outputs: { ...inputs, port: unknown },
      });
      expect(seen).to.deep.equal([{ ...subject, preview: true, inputs }]);
    });

    it('gives old inputs and outputs to diff, update and delete', async () => {
      const seen: unknown[] = [];
      const client = await served({
        async diff(_call, id, oldInputs, oldOutputs, news) {
          seen.push({ id, oldInputs, oldOutputs, news });
          return {
            changes: 'some',
            diffs: ['a'],
            replaces: ['b'],
            stables: ['c'],
            deleteBeforeReplace: true,
          };
        },
        async update(_call, id, oldInputs, oldOutputs, news) {
          seen.push({ id, oldInputs, oldOutputs, news });
          return { now: 1 };
        },
        async delete(_call, id, oldInputs, oldOutputs) {
          seen.push({ id, oldInputs, oldOutputs });
        },
      });
      const [olds, outs, news] = [{ a: 1 }, { a: 1, o: 2 }, { a: 2, b: 3 }];
      expect(await client.diff(subject, 'i', olds, outs, news)).to.deep.equal({
        changes: 'some',
        diffs: ['a'],
        replaces: ['b'],
        stables: ['c'],
        deleteBeforeReplace: true,
        detailedDiff: { a: { kind: 'update', inputDiff: true }, b: { kind: 'add-replace', inputDiff: true } },
      });
      expect(await client.update(subject, 'i', olds, outs, news)).to.deep.equal({ now: 1 });
      await client.delete(subject, 'i', olds, outs);
      const about = { id: 'i', oldInputs: olds, oldOutputs: outs };
      expect(seen).to.deep.equal([{ ...about, news }, { ...about, news }, about]);
    });

    it('keeps what exists when a create goes half way', async () => {
      const client = await served({
        async create() {
          throw new PartialFailure('does not answer', 'i', { pid: 7, key: new Secret('k') }, [
            'no PONG',
            'late',
          ]);
        },
      });
      const error = await client.create(subject, {}).catch((e) => e);
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error).to.include({ message: 'does not answer', id: 'i' });
      expect(error.outputs).to.deep.equal({ pid: 7, key: new Secret('k') });
      expect(error.reasons).to.deep.equal(['no PONG', 'late']);
    });

    it('survives a failure whose state is too large for HTTP/2 headers', async () => {
      const client = await served({
        async create() {
          throw new PartialFailure('x'.repeat(1e5), 'i', { big: 'y'.repeat(1e6) });
        },
      });
      const error = await client.create(subject, {}).catch((e) => e);
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.id).to.equal('i');
      expect((await client.pluginInfo()).version).to.equal('1.2.3');
    });

    it('tells an expected failure in its own words, and a bug with its stack', async () => {
      const expected = Object.assign(new Error('Port 6380 is in use by pid 12 (redis-server).'), {
        name: 'ProviderError',
      });
      const client = await served({
        async create(_call, { bug }) {
          throw bug ? new TypeError('cannot read it') : expected;
        },
      });
      const refused = await client.create(subject, {}).catch((e) => e);
      expect(refused.message).to.equal(expected.message);
      const broken = await client.create(subject, { bug: true }).catch((e) => e);
      expect(broken.message).to.match(/TypeError: cannot read it\n +at .*provider\.test\.ts/);
    });

    it('interrupts what runs when the engine cancels', async () => {
      const running = Promise.withResolvers<void>();
      const client = await served({
        create: ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new DOMException('interrupted', 'AbortError')));
            running.resolve();
          }),
      });
      const failed = client.create(subject, {}).catch((e) => e.message);
      await running.promise;
      await client.cancel();
      expect(await failed).to.equal('interrupted');
    });

    it('sends progress to the engine, about its resource', async () => {
      const messages: unknown[] = [];
      const engine = new grpc.Server();
      engine.addService(engineGrpc.EngineService, {
        log({ request }: { request: { toObject(): object } }, done: (e: null, r: object) => void) {
          messages.push(request.toObject());
          done(null, new emptyPb.Empty());
        },
      });
      const port = await listen(engine);
      ends.push(() => engine.forceShutdown());
      const client = await served(
        {
          async create({ progress }, inputs) {
            progress('waiting for PONG');
            while (messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
            return { id: 'i', outputs: inputs };
          },
        },
        `127.0.0.1:${port}`,
      );
      await client.create(subject, {});
      expect(messages[0]).to.include({ urn: subject.urn, message: 'waiting for PONG', ephemeral: true });
    });

    it('does not call a provider whose configuration a preview does not know', async () => {
      const client = await served({
        check: async () => expect.fail('check was called'),
        create: async () => expect.fail('create was called'),
      });
      await client.configure(provider, { region: unknown });
      expect(await client.check(subject, {}, { a: 1 })).to.deep.equal({ inputs: { a: 1 }, failures: [] });
      expect(await client.create(subject, { a: 1 }, { preview: true })).to.deep.equal({
        id: '',
        outputs: {},
      });
      expect((await client.diff(subject, 'i', {}, {}, {})).changes).to.equal('unknown');
    });

    it('closes the implementation once, however often it is stopped', async () => {
      let closed = 0;
      const close = async () => {
        closed++;
      };
      const { stop } = await reach({ ...inert, close }, '127.0.0.1:1');
      await Promise.all([stop(), stop()]);
      expect(closed).to.equal(1);
    });

    it('says that it has no functions where it has none', async () => {
      const { client, stop } = await reach(inert, '127.0.0.1:1');
      ends.push(stop);
      await client.configure(provider, {});
      const error = await client.invoke('x:index:f', {}).catch((e) => e);
      expect(error.message).to.equal('The provider x has no functions.');
    });
  });
}

describe('a provider over gRPC that has ended', () => {
  it('is told as such, not as gRPC has it', async () => {
    const server = await serveProvider(inert);
    const client = connectProvider(server.address);
    await client.configure(provider, {});
    await server.stop();
    const error = await client.create(subject, {}).catch((e) => e);
    client.close();
    expect(error.message).to.equal('The provider ended, or cannot be reached, while asked to create n.');
  });
});
