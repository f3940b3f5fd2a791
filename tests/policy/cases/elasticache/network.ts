// From where a cache can be reached.

import { type Given, unknown } from '../../wire.ts';
import { having, onProperty, type RuleCase } from '../case.ts';
import { group, serverless } from './resources.ts';

const subnets: Given = {
  type: 'aws:elasticache/subnetGroup:SubnetGroup',
  props: { subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] },
};

const security = (ingress: object[], more: object = {}): Given => ({
  type: 'aws:ec2/securityGroup:SecurityGroup',
  props: { ingress, ...more },
});

const port = { protocol: 'tcp', fromPort: 6379, toPort: 6379 };

const closed = security([{ ...port, securityGroups: ['sg-app'] }]);

const inUse = ['main', 'waived-main', 'ended-main'].map((name) => ({ ...closed, name }));

const cache = { ...group, name: 'cache', from: { securityGroupIds: inUse } };

export const cases: Record<string, RuleCase> = {
  'elasticache-subnet-group': {
    ...onProperty(group, 'subnetGroupName', { bad: ['default', ''], unknown: unknown.text, comes: 'holds' }),
    alsoGood: { 'a serverless cache': serverless },
    bad: {
      default: having(group, { subnetGroupName: 'default' }),
      'a serverless cache without': { ...having(serverless, { subnetIds: undefined }), says: /`subnetIds`/ },
    },
  },
  'elasticache-security-group': onProperty(group, 'securityGroupIds', {
    bad: [[]],
    unknown: unknown.list,
    comes: 'holds',
  }),
  'elasticache-classic-security-groups': {
    good: group,
    bad: {
      'a name': having(group, { securityGroupNames: ['old'] }),
      'the resource itself': { type: 'aws:elasticache/securityGroup:SecurityGroup', props: {} },
    },
    absent: { ...group, holds: true },
    unknown: { ...having(group, { securityGroupNames: unknown.list }), comes: 'refused' },
  },
  'elasticache-ingress': {
    good: closed,
    alsoGood: {
      'another port': security([{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['0.0.0.0/0'] }]),
      'a network of one’s own': security([{ ...port, cidrBlocks: ['10.0.0.0/8'] }]),
      'what goes out': {
        type: 'aws:ec2/securityGroupRule:SecurityGroupRule',
        props: { ...port, type: 'egress', cidrBlocks: ['0.0.0.0/0'] },
      },
    },
    bad: {
      'the port': { ...security([{ ...port, cidrBlocks: ['0.0.0.0/0'] }]), says: /ends in \/0/ },
      'a range around it': security([{ ...port, fromPort: 0, toPort: 65535, cidrBlocks: ['0.0.0.0/0'] }]),
      everything: security([{ protocol: '-1', fromPort: 0, toPort: 0, ipv6CidrBlocks: ['::/0'] }]),
      'a rule of its own': {
        type: 'aws:ec2/securityGroupRule:SecurityGroupRule',
        props: { ...port, type: 'ingress', cidrBlocks: ['0.0.0.0/0'] },
      },
      'a newer rule of its own': {
        type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
        props: { ipProtocol: 'tcp', fromPort: 6379, toPort: 6379, cidrIpv4: '0.0.0.0/0' },
      },
    },
    absent: { ...having(closed, { ingress: undefined }), holds: true },
    unknown: { ...security([{ ...port, cidrBlocks: unknown.list }]), comes: 'advice' },
  },
  'elasticache-egress': {
    good: security([], { egress: [] }),
    beside: [cache],
    alsoGood: {
      'a group that no cache uses': {
        ...security([], { egress: [{ cidrBlocks: ['0.0.0.0/0'] }] }),
        name: 'other',
      },
    },
    bad: {
      everything: { ...security([], { egress: [{ cidrBlocks: ['0.0.0.0/0'] }] }), says: /`egress`/ },
    },
    absent: { ...security([]), holds: true },
    unknown: { ...security([], { egress: unknown.list }), comes: 'advice' },
  },
  'elasticache-subnets': {
    ...onProperty(subnets, 'subnetIds', {
      bad: [['subnet-1']],
      says: /1 subnets/,
      unknown: unknown.list,
      comes: 'holds',
    }),
    alsoGood: { 'ids not known yet': having(subnets, { subnetIds: [unknown.text, unknown.text] }) },
    values: [{ set: { minZones: 4 }, given: subnets, holds: false }],
  },
};
