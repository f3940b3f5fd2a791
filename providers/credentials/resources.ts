// The resources of this provider as a program declares them.

import type * as pulumi from '@pulumi/pulumi';
import { CustomResource } from '@pulumi/pulumi/resource.js';
import { type CertificateInputs, type PasswordsInputs, types } from './types.ts';

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
