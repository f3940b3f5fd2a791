import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { envOf } from '../../components/env.ts';
import { LocalInstance } from '../local/instance.ts';
import { until } from '../local/until.ts';
import { faults, stage } from './workloads/stage.ts';

const names = ['cache', 'rate-limit', 'sessions', 'queue', 'chat'];
const folder = path.resolve(import.meta.dirname, '../../examples');

/** `node examples/NAME.ts`, as a reader starts it. */
class Example {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  constructor(name: string, env: Record<string, string>) {
    const { PATH } = process.env;
    this.#child = spawn(process.execPath, [path.join(folder, `${name}.ts`)], { env: { PATH, ...env } });
    this.#exit = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.trim().split('\n')));
    }
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ctrl-C; the exit code. */
  async stop(): Promise<unknown> {
    this.#child.kill('SIGINT');
    const [code] = await this.#exit;
    return code;
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }
}

describe('examples, on real servers over TLS', () => {
  let instance: LocalInstance;
  let primary: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    const staged = await stage(instance);
    ({ primary } = staged);
    env = envOf(staged.connection);
  });
  afterEach(() => instance.remove());

  function start(name: string, given: Record<string, string>): Example {
    const example = new Example(name, given);
    instance.endWith(() => example.end());
    return example;
  }

  it('run as they stand, go on after the primary was killed, and end well at Ctrl-C', async () => {
    const running = names.map((name) => start(name, env));
    const more = async (count: number, when: string) => {
      const seen = running.map(({ lines }) => lines.length);
      await until(
        () => running.every(({ lines, running: runs }, i) => !runs || lines.length >= (seen[i] ?? 0) + count),
        `all examples print ${when}`,
      );
    };
    await more(3, 'something');
    await faults['kill -9 of the primary'](instance, primary);
    await more(4, 'on');
    const texts = running.map(({ lines }) => lines.join('\n'));
    for (const [index, example] of running.entries()) {
      expect(example.running, texts[index]).to.equal(true);
      expect(texts[index]).not.to.match(/\b(Error|Unhandled)\b/);
    }
    expect(await Promise.all(running.map((example) => example.stop()))).to.deep.equal(names.map(() => 0));
  });

  it('run without Redis where it can be done without', async () => {
    const able = ['cache', 'rate-limit', 'sessions'];
    const running = able.map((name) => start(name, { REDIS_ENABLED: 'false' }));
    await until(() => running.every(({ lines }) => lines.length > 3), 'they print');
    for (const { lines } of running) expect(lines.join('\n')).to.include('in the memory of this process');
    expect(await Promise.all(running.map((example) => example.stop()))).to.deep.equal([0, 0, 0]);
  });
});
