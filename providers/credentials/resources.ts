// The resources of this provider as a program declares them.

import type * as pulumi from '@pulumi/pulumi';
import { CustomResource } from '@pulumi/pulumi/resource.js';
import { type CertificateInputs, type Fact, type PasswordsInputs, types } from './types.ts';

/** Passwords of an instance's users. */
export class Passwords extends CustomResource {
  /** Secret. Generation -> user -> password. */
  declare readonly generations: pulumi.Output<Record<string, Record<string, string>>>;

  constructor(name: string, args: PasswordsInputs, opts: pulumi.CustomResourceOptions) {
    super(
      types.passwords,
      name,
      { ...args, generations: undefined },
      { ...opts, additionalSecretOutputs: ['generations'] },
    );
  }
}

/** A certificate for an instance's servers, from an authority of its own. PEM. */
export class Certificate extends CustomResource {
  declare readonly ca: pulumi.Output<string>;
  declare readonly certificate: pulumi.Output<string>;
  /** Secret. */
  declare readonly key: pulumi.Output<string>;

  constructor(name: string, args: CertificateInputs, opts: pulumi.CustomResourceOptions) {
    super(
      types.certificate,
      name,
      { ...args, ca: undefined, caKey: undefined, certificate: undefined, key: undefined },
      { ...opts, additionalSecretOutputs: ['caKey', 'key'] },
    );
  }
}

/** What must not change about an instance, checked in every preview before anything else is touched. */
export class Guard extends CustomResource {
  /** The instance's first name, which stays when it is renamed. */
  declare readonly first: pulumi.Output<string>;
  /** Eight digits of this instance's own, new when something that it guards has changed. */
  declare readonly suffix: pulumi.Output<string>;

  constructor(
    name: string,
    args: {
      instance: string;
      facts: (Omit<Fact, 'value'> & { value: pulumi.Input<Fact['value']> })[];
      allow: boolean;
    },
    opts: pulumi.CustomResourceOptions,
  ) {
    super(types.guard, name, { ...args, first: undefined, suffix: undefined }, opts);
  }
}
