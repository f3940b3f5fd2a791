/** A child process of a deployment. */
export interface Child {
  readonly pid: number;
  /** Ends it (after a second by force) and resolves when it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/** A child that serves gRPC. */
export interface Server extends Child {
  /** 127.0.0.1:PORT */
  readonly address: string;
  /** Resolves with a sentence when the process has ended, for whatever reason. Never rejects. */
  readonly ended: Promise<string>;
}

/** What a child prints, line by line. Default: dropped. */
export interface ChildOutput {
  onStdout?: ((line: string) => void) | undefined;
  onStderr?: ((line: string) => void) | undefined;
}
