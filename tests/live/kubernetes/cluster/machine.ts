import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../../local/until.ts';

const script = path.join(import.meta.dirname, 'machine.sh');
const run = promisify(execFile);

/**
 * A machine within this machine: its own network, mounts, processes and host name, and an empty /run, /var/lib and /var/log.
 * It ends with its first process, and that one ends with us, however we end: nothing it mounted or started is left.
 */
export class Machine {
  readonly name: string;
  /** Pid of its first process, as this machine counts. */
  readonly pid: number;
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #unshare: ChildProcess;

  private constructor(
    name: string,
    folder: string,
    environment: NodeJS.ProcessEnv,
    unshare: ChildProcess,
    pid: number,
  ) {
    this.name = name;
    this.#folder = folder;
    this.#environment = environment;
    this.#unshare = unshare;
    this.pid = pid;
  }

  /** `folder` keeps its /var/lib and /var/log; `programs` are folders that come first on its PATH. */
  static async boot(name: string, folder: string, programs: string[]): Promise<Machine> {
    const environment = { ...process.env, PATH: [...programs, process.env.PATH].join(':') };
    const unshare = spawn(
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', 'unshare', '--net', '--mount', '--pid', '--uts', '--fork', '--kill-child'],
        ...['--mount-proc', 'sh', script, name, folder],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: environment },
    );
    const said = await new Promise<string>((resolve) => {
      let errors = '';
      unshare.stderr.on('data', (data) => (errors += data));
      unshare.stdout.once('data', () => resolve(''));
      unshare.once('error', (error) => resolve(error.message));
      unshare.once('exit', () => resolve(errors || 'ended at once'));
    });
    if (said) throw new Error(`Machine ${name} did not start: ${said.trim()}`);
    const children = await readFile(`/proc/${unshare.pid}/task/${unshare.pid}/children`, 'utf8');
    return new Machine(name, folder, environment, unshare, Number(children));
  }

  /** Runs a command there and gives what it said. */
  async run(command: string, ...args: string[]): Promise<string> {
    const { stdout } = await run('nsenter', [...this.#enter(), command, ...args], { env: this.#environment });
    return stdout;
  }

  /** Starts a command there that stays; its output goes to /var/log/NAME.log. */
  async start(name: string, command: string, ...args: string[]): Promise<void> {
    const log = await open(this.log(name), 'a');
    spawn('nsenter', [...this.#enter(), command, ...args], {
      stdio: ['ignore', log.fd, log.fd],
      env: this.#environment,
    }).on('error', () => undefined);
    await log.close();
  }

  log(name: string): string {
    return path.join(this.#folder, 'log', `${name}.log`);
  }

  /** Ends every process of it at once, as a power cut does, and waits until they are gone. */
  async halt(): Promise<void> {
    if (this.#unshare.exitCode !== null || this.#unshare.signalCode !== null) return;
    const exit = once(this.#unshare, 'exit');
    process.kill(this.pid, 'SIGKILL');
    await exit;
    await until(() => !isAlive(this.pid), `the processes of ${this.name} are gone`);
  }

  #enter(): string[] {
    return ['--target', String(this.pid), '--net', '--mount', '--pid', '--uts', '--'];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
