import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** What a command prints, whole and line by line as it comes. */
export class Printed extends Writable {
  text = '';
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void = () => undefined) {
    super();
    this.#onLine = onLine;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    const said = this.#decoder.write(chunk);
    this.text += said;
    const lines = `${this.#rest}${said}`.split('\n');
    this.#rest = lines.pop() ?? '';
    lines.forEach(this.#onLine);
    done();
  }
}
