/** What every verb is told. */
export interface CommonOptions {
  /** As in `Pulumi.<stack>.yaml`. */
  stack: string;
  engine: EngineName;
  /** With the simulated cloud, whose state lies apart from every real one. */
  simulate?: boolean;
  /** One JSON document on stdout and nothing on stderr. */
  json: boolean;
}

export type EngineName = 'embedded' | 'pulumi';
