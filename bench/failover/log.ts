import { appendFile, readFile, writeFile } from 'node:fs/promises';

/** What a line must tell. */
interface Logged {
  system: string;
  fault: string;
  round: number;
}

/** Runs as lines of JSON, one written as soon as it is over, so that an interrupted bench goes on where it was. */
export class Log<Run extends Logged> {
  readonly file: string;
  readonly runs: Run[];

  private constructor(file: string, runs: Run[]) {
    this.file = file;
    this.runs = runs;
  }

  /** Ends the process with 2 and a sentence where the file is not a log. */
  static async openOrEnd<Run extends Logged>(file: string): Promise<Log<Run>> {
    return Log.open<Run>(file).catch((error: Error) => {
      console.error(error.message);
      process.exit(2);
    });
  }

  /** Throws a sentence where the file is not a log. */
  static async open<Run extends Logged>(file: string): Promise<Log<Run>> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n');
    // A line that was cut off by an interruption is a run that is not over.
    const cut = lines.pop();
    const log = new Log<Run>(
      file,
      lines.map((line, i) => readRun<Run>(line, i + 1, file)),
    );
    if (cut) await writeFile(file, text.slice(0, -cut.length));
    return log;
  }

  has(system: string, fault: string, round: number): boolean {
    return this.runs.some((run) => run.system === system && run.fault === fault && run.round === round);
  }

  async add(run: Run): Promise<void> {
    this.runs.push(run);
    await appendFile(this.file, `${JSON.stringify(run)}\n`);
  }
}

function readRun<Run>(line: string, number: number, file: string): Run {
  try {
    return JSON.parse(line) as Run;
  } catch {
    throw new Error(
      `Line ${number} of ${file} is not a run: give another file with --log, or remove the line.`,
    );
  }
}
