import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Memory, Mode, Opening, Rate } from './orders.ts';

const file = fileURLToPath(new URL('process.ts', import.meta.url));

/** A process with clients of one kind. */
export class Measured {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async open(opening: Opening): Promise<Measured> {
    const measured = new Measured(fork(file, { execArgv: ['--expose-gc'] }));
    await measured.#ask(opening);
    return measured;
  }

  async rate(mode: Mode, ms: number): Promise<Rate> {
    const answer = await this.#ask({ kind: 'rate', mode, ms });
    if (answer.kind !== 'rate') throw new Error('The measuring process did not tell its rate.');
    return { perSecond: answer.perSecond, cpu: answer.cpu };
  }

  async memory(): Promise<Memory> {
    const answer = await this.#ask({ kind: 'memory' });
    if (answer.kind !== 'memory') throw new Error('The measuring process did not tell its memory.');
    return { rssMb: answer.rssMb, sockets: answer.sockets };
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  #ask(message: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`The measuring process ended with code ${code}.`));
      this.#child.once('exit', ended);
      this.#child.once('message', (answer: Answer) => {
        this.#child.off('exit', ended);
        resolve(answer);
      });
      this.#child.send(message);
    });
  }
}
