import { exclusive, type ResourceTable, type Shape } from '../../tables/index.ts';
import { account, arn, idOf, region, securityGroupId, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html';
const provider = 'terraform-provider-aws internal/service/ec2/vpc_security_group.go';
const ruleApi =
  'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html';

/** Letters of every language are refused; source: API_CreateSecurityGroup, "Constraints". */
const description = {
  says: 'letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*',
  fits: (text: string) => /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/.test(text),
};

const ipv4Network = {
  says: 'an IPv4 network, for example 10.0.0.0/16',
  fits: (text: string) => /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/.test(text),
};

/** One rule in the group itself, in the older form; several values of one kind in each. */
const inline: Shape = {
  kind: 'list',
  of: {
    kind: 'object',
    fields: {
      cidrBlocks: { kind: 'list', of: { kind: 'text', form: ipv4Network } },
      description: { kind: 'text', max: 255, form: description },
      fromPort: { kind: 'number', whole: true, min: -1, max: 65535, required: true },
      ipv6CidrBlocks: { kind: 'list', of: { kind: 'text' } },
      prefixListIds: { kind: 'list', of: { kind: 'text' } },
      protocol: { kind: 'text', required: true },
      securityGroups: { kind: 'list', of: securityGroupId, set: provider },
      self: { kind: 'boolean' },
      toPort: { kind: 'number', whole: true, min: -1, max: 65535, required: true },
    },
  },
  set: provider,
};

export const securityGroup: ResourceTable = {
  type: 'aws:ec2/securityGroup:SecurityGroup',
  rows: {
    description: {
      kind: 'text',
      max: 255,
      form: description,
      default: 'Managed by Pulumi',
      replaces: true,
      source: `${api}; ${provider}`,
    },
    egress: { ...inline, source: provider },
    ingress: { ...inline, source: provider },
    name: {
      kind: 'text',
      autoName: { max: 255 },
      form: { says: 'a name that does not begin with sg-', fits: (text) => !text.startsWith('sg-') },
      replaces: true,
      source: api,
    },
    namePrefix: { kind: 'text', replaces: true, source: provider },
    region,
    revokeRulesOnDelete: { kind: 'boolean', source: provider },
    tags,
    vpcId: { kind: 'text', form: idOf('vpc'), replaces: true, source: api },
  },
  id: ({ digits }) => `sg-${digits(17)}`,
  outputs: {
    arn: { value: (made) => arn('ec2', made, `security-group/${made.id}`), source: api },
    ownerId: { value: () => account, source: api },
    tagsAll,
  },
};

export const ingressRule: ResourceTable = {
  type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
  rows: {
    cidrIpv4: {
      kind: 'text',
      form: ipv4Network,
      source: ruleApi,
    },
    cidrIpv6: { kind: 'text', source: ruleApi },
    description: { kind: 'text', max: 255, form: description, source: ruleApi },
    fromPort: { kind: 'number', whole: true, min: -1, max: 65535, source: ruleApi },
    ipProtocol: { kind: 'text', required: true, source: ruleApi },
    prefixListId: { kind: 'text', source: ruleApi },
    referencedSecurityGroupId: { ...securityGroupId, source: ruleApi },
    region,
    securityGroupId: { ...securityGroupId, required: true, replaces: true, source: ruleApi },
    tags,
    toPort: { kind: 'number', whole: true, min: -1, max: 65535, source: ruleApi },
  },
  rules: [
    exclusive(['cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedSecurityGroupId'], ruleApi),
    {
      source: ruleApi,
      reads: ['cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedSecurityGroupId'],
      judge: ({ cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId }) =>
        [cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId].every((one) => one === undefined)
          ? {
              property: 'cidrIpv4',
              reason: 'A rule says whom it lets in: a network, a prefix list or a group.',
            }
          : undefined,
    },
  ],
  id: ({ digits }) => `sgr-${digits(17)}`,
  outputs: {
    arn: { value: (made) => arn('ec2', made, `security-group-rule/${made.id}`), source: ruleApi },
    securityGroupRuleId: { value: ({ id }) => id, source: ruleApi },
    tagsAll,
  },
};
