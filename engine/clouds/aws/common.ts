// Rows and outputs that nearly every AWS resource has, and the addresses that AWS makes of its parts.

import type { Form, Inputs, Made, OutputRow, Row, Shape } from '../tables/index.ts';

/** The account that everything simulated belongs to: AWS' own example number. */
export const account = '123456789012';

/** Where a resource goes that names no region: the provider's configuration, else the region that AWS began with. */
export function regionOf({ inputs, config }: Pick<Made, 'inputs' | 'config'>): string {
  return textOf(inputs.region) ?? textOf(config.region) ?? 'us-east-1';
}

export function arn(service: string, made: Made, rest: string): string {
  return `arn:aws:${service}:${regionOf(made)}:${account}:${rest}`;
}

export function textOf(value: Inputs[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const regions = 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html';
const tagging = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html#tag-conventions';

const regionForm: Form = {
  says: 'a region, for example eu-central-1',
  fits: (text) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text),
};

/** `region` came with version 7 of the provider; a resource does not move between regions. */
export const region: Row = { kind: 'text', form: regionForm, replaces: true, source: regions };

const key: Form = {
  says: 'at most 128 characters that do not begin with aws:',
  fits: (text) => text.length >= 1 && text.length <= 128 && !/^aws:/i.test(text),
};

export const tags: Row = {
  kind: 'map',
  of: { kind: 'text', max: 256, form: tagText() },
  key,
  max: 50,
  source: tagging,
};

function tagText(): Form {
  return {
    says: 'letters, digits, spaces and _ . : / = + - @',
    fits: (text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text),
  };
}

/** Every tag, those of the provider's configuration included. */
export const tagsAll: OutputRow = {
  source: 'https://www.pulumi.com/registry/packages/aws/api-docs/provider/ (defaultTags)',
  follows: ['tags'],
  value: ({ inputs }) => ({ ...(inputs.tags as Record<string, string> | undefined) }),
};

/** The form of an ARN of one service. */
export function arnOf(service: string): Form {
  const form = new RegExp(`^arn:aws(-[a-z]+)*:${service}:[a-z0-9-]*:(\\d{12})?:.+$`);
  return { says: `an ARN of ${service}`, fits: (text) => form.test(text) };
}

/** The form of an id as EC2 gives them. */
export function idOf(prefix: string): Form {
  const form = new RegExp(`^${prefix}-[0-9a-f]{8}([0-9a-f]{9})?$`);
  return { says: `an id ${prefix}-… of 8 or 17 hexadecimal digits`, fits: (text) => form.test(text) };
}

export const subnetId: Shape = { kind: 'text', form: idOf('subnet') };
export const securityGroupId: Shape = { kind: 'text', form: idOf('sg') };
