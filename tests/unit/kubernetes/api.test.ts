import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ClusterApi, type Forwarded, forward } from '../../../providers/kubernetes/api/index.ts';
import { FakeApi } from './fakes/api.ts';

const place = { namespace: 'redis', pod: 'main-data-0', container: 'redis' };

describe('the Kubernetes API, as the command line uses it', () => {
  let fake: FakeApi;
  let api: ClusterApi;
  beforeEach(async () => {
    fake = await FakeApi.start();
    fake.pods.set(place.pod, {});
    api = new ClusterApi(fake.context);
  });
  afterEach(() => fake.stop());

  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing was refused',
      (error: Error) => error.message,
    );

  it('uses no other context than the one that is named', () => {
    expect(() => new ClusterApi('elsewhere')).to.throw(
      'The kubeconfig has no context "elsewhere"; it has test. Set kubernetes.context.',
    );
  });

  describe('a command in a pod', () => {
    it('gives its lines as they come, its output and its code', async () => {
      fake.command = (words) => ({ lines: words, code: 0 });
      const lines: string[] = [];
      const ran = await api.run(place, ['one', 'two'], { onLine: (line) => lines.push(line) });
      expect(ran).to.deep.equal({ code: 0, out: 'one\ntwo\n', err: '' });
      expect(lines).to.deep.equal(['one', 'two']);
    });

    it('may fail', async () => {
      fake.command = () => ({ lines: ['no'], code: 3 });
      expect(await api.run(place, ['x'])).to.deep.equal({ code: 3, out: '', err: 'no\n' });
    });

    it('that is cut off, takes too long, is forbidden or has no pod is told by a sentence', async () => {
      fake.command = () => ({ lines: ['a'], code: 'cut' });
      expect(await refusal(api.run(place, ['x']))).to.equal(
        'The connection to pod main-data-0 closed before the command ended.',
      );
      fake.command = () => ({ lines: [], code: 'never' });
      expect(await refusal(api.run(place, ['x'], { limitMs: 50 }))).to.equal(
        'A command in pod main-data-0 did not end within 0.05 s.',
      );
      expect(await refusal(api.run({ ...place, pod: 'gone' }, ['x']))).to.match(/pod gone .*it is not there/);
      fake.forbids = true;
      expect(await refusal(api.run(place, ['x']))).to.match(/it is forbidden; docs\/kubernetes.md lists/);
    });
  });

  describe('a forwarded port', () => {
    let pod: Server;
    let way: Forwarded;
    const inPod: Socket[] = [];
    beforeEach(async () => {
      pod = createServer((socket) => {
        inPod.push(socket);
        socket.on('error', () => undefined);
        socket.pipe(socket);
      });
      pod.listen(0, '127.0.0.1');
      await once(pod, 'listening');
      const { port } = pod.address() as AddressInfo;
      way = await forward(api.config, place.namespace, place.pod, port);
    });
    afterEach(async () => {
      await way.close();
      for (const socket of inPod.splice(0)) socket.destroy();
      pod.close();
    });

    const dial = () => {
      const socket = connect(way.port, way.host);
      socket.on('error', () => undefined);
      return socket;
    };
    const says = async (socket: Socket, text: string): Promise<string> => {
      socket.write(text);
      const [answer] = await once(socket, 'data');
      return String(answer);
    };

    it('carries bytes both ways, for several connections at once', async () => {
      const sockets = [dial(), dial()];
      const answers = await Promise.all(sockets.map((socket, i) => says(socket, `hello ${i}`)));
      expect(answers).to.deep.equal(['hello 0', 'hello 1']);
    });

    it('closes with the server', async () => {
      const socket = dial();
      await says(socket, 'a');
      inPod[0]?.destroy();
      await once(socket, 'close');
    });

    it('closes where nobody listens', async () => {
      pod.close();
      const socket = dial();
      await once(socket, 'close');
    });

    it('closes while the pod is away, and leads to it again when it is back', async () => {
      fake.pods.clear();
      await once(dial(), 'close');
      fake.pods.set(place.pod, {});
      expect(await says(dial(), 'back')).to.equal('back');
    });

    it('ends with all its connections', async () => {
      const socket = dial();
      await says(socket, 'a');
      const closed = once(socket, 'close');
      await way.close();
      await closed;
      const late = connect(way.port, way.host);
      const [error] = await once(late, 'error');
      expect(error).to.have.property('code', 'ECONNREFUSED');
      way = await forward(api.config, place.namespace, place.pod, 1);
    });
  });
});
