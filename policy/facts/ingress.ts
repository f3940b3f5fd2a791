// Which networks may connect, as AWS security groups say it.

import type { Props } from '../pack/rule.ts';
import { number, objects, text, texts } from './read.ts';

export const securityGroup = 'aws:ec2/securityGroup:SecurityGroup';
export const securityGroupRule = 'aws:ec2/securityGroupRule:SecurityGroupRule';
export const ingressRule = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule';

/** Ports of Redis and of its Sentinels; ElastiCache listens on 6379 and, for serverless, 6380. */
export const redisPorts = [6379, 6380, 26379];

/** Whether one rule, of whatever resource, lets everybody reach a Redis. */
export function isOpenToAll(rule: Props): boolean {
  return opensRedis(rule) && networksOf(rule).some(isWorld);
}

/** Every rule for what comes in that a resource holds. */
export function ingressOf(type: string, props: Props): Props[] {
  if (type === securityGroup) return objects(props.ingress);
  return type === securityGroupRule && props.type !== 'ingress' ? [] : [props];
}

export function isWorld(network: string): boolean {
  return /\/0$/.test(network);
}

function networksOf({ cidrBlocks, ipv6CidrBlocks, cidrIpv4, cidrIpv6 }: Props): string[] {
  return [...texts(cidrBlocks), ...texts(ipv6CidrBlocks), ...texts([cidrIpv4, cidrIpv6])];
}

function opensRedis({ protocol, ipProtocol, fromPort, toPort }: Props): boolean {
  const all = ['-1', 'all'].includes(String(text(protocol) ?? text(ipProtocol) ?? protocol));
  const [from, to] = [number(fromPort), number(toPort)];
  return (
    all || (from !== undefined && to !== undefined && redisPorts.some((port) => from <= port && port <= to))
  );
}
