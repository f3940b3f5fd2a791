/** Resource type tokens of this provider. */
export const types = {
  passwords: 'redis-credentials:index:Passwords',
  certificate: 'redis-credentials:index:Certificate',
  guard: 'redis-credentials:index:Guard',
} as const;

// Type aliases, not interfaces: only those count as maps of values, which is what goes over the wire.

export type PasswordsInputs = {
  /** Whose they are. A renamed instance (`aliases`) keeps them; the id is the first name's. */
  instance: string;
  /** Who has one. */
  users: string[];
  /** The generation in use. */
  use: number;
  /** Another generation that is accepted too, while clients change from one to the other. */
  alsoAccept?: number;
};

export type PasswordsOutputs = PasswordsInputs & {
  /** Secret. Generation -> user -> password: those in use and accepted, no other. */
  generations: Record<string, Record<string, string>>;
};

export type CertificateInputs = {
  instance: string;
  /** Names it vouches for. */
  dns: string[];
  ip: string[];
};

export type CertificateOutputs = CertificateInputs & {
  /** The authority's certificate, PEM. */
  ca: string;
  /** Secret. */
  caKey: string;
  /** PEM. */
  certificate: string;
  /** Secret. */
  key: string;
};

/** One thing about an instance whose change would cost it its data. */
export type Fact = {
  /** The argument's path, as a person knows it. */
  property: string;
  /** Text; a number where only a decrease loses the data. */
  value: string | number | boolean;
  /** A sentence: what a change does, and what to do instead. */
  instead: string;
  /** What `allowReplacement` is then set to true for. Default: `to let the data go`. */
  consent?: string;
};

export type GuardInputs = {
  instance: string;
  facts: Fact[];
  /** The data may go. */
  allow: boolean;
};

export type GuardOutputs = GuardInputs & {
  /** The instance's name when it was made: for names that a renamed instance keeps. */
  first: string;
  /** Eight digits that no other instance has, and that change when a fact does. */
  suffix: string;
};
