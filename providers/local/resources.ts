import type * as pulumi from '@pulumi/pulumi';
import { getStack } from '@pulumi/pulumi/metadata.js';
import { all } from '@pulumi/pulumi/output.js';
import { CustomResource } from '@pulumi/pulumi/resource.js';
import type { Endpoint, EndpointSet, Engine, RedisSpec } from '../backend.ts';
import { type Layout, layoutOf, type Member } from './layout.ts';
import { types } from './provider/types.ts';
import { nodeSettings, sentinelPeriods, sentinelSettings, serverSettings } from './settings.ts';

/** The instance's folder, ports and passwords. Outputs besides the inputs: the two passwords, secret. */
class Group extends CustomResource {
  declare readonly password: pulumi.Output<string>;
  declare readonly sentinelPassword: pulumi.Output<string>;

  constructor(
    name: string,
    args: { instance: string; directory: string; tls: boolean } & Layout & Wish,
    opts: pulumi.CustomResourceOptions,
  ) {
    const secrets = ['password', 'sentinelPassword'];
    super(
      types.group,
      name,
      { ...args, password: undefined, sentinelPassword: undefined },
      { ...opts, additionalSecretOutputs: secrets },
    );
  }
}

/** The instance's own certificate authority. `ca` is PEM. */
class Authority extends CustomResource {
  declare readonly ca: pulumi.Output<string>;

  constructor(name: string, args: InGroup, opts: pulumi.CustomResourceOptions) {
    super(types.authority, name, { ...args, ca: undefined }, opts);
  }
}

/** One data server. */
class Server extends CustomResource {
  constructor(name: string, args: ProcessArgs, opts: pulumi.CustomResourceOptions) {
    super(types.server, name, args, opts);
  }
}

/** One Sentinel. */
class Sentinel extends CustomResource {
  declare readonly host: pulumi.Output<string>;
  declare readonly port: pulumi.Output<number>;

  constructor(
    name: string,
    args: ProcessArgs & { periods: Record<string, string> },
    opts: pulumi.CustomResourceOptions,
  ) {
    super(types.sentinel, name, { ...args, host: undefined }, opts);
  }
}

/** One server of a cluster. */
class Node extends CustomResource {
  declare readonly host: pulumi.Output<string>;
  declare readonly port: pulumi.Output<number>;

  constructor(name: string, args: ProcessArgs, opts: pulumi.CustomResourceOptions) {
    super(types.node, name, { ...args, host: undefined }, opts);
  }
}

/** What the nodes are together: who has which slots, who follows whom. */
class Cluster extends CustomResource {
  constructor(
    name: string,
    args: InGroup & { shards: number; replicas: number; authority?: pulumi.Input<string> },
    opts: pulumi.CustomResourceOptions,
  ) {
    super(types.cluster, name, args, opts);
  }
}

interface Wish {
  engine?: Engine;
  version?: string;
}
interface InGroup {
  group: pulumi.Input<string>;
  directory: string;
}
interface ProcessArgs extends InGroup, Member, Wish {
  tls: boolean;
  authority?: pulumi.Input<string>;
  settings: Record<string, string>;
}

/** See BackendResources. */
export function create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet {
  const { servers, sentinels } = layoutOf(spec);
  const directory = String(spec.own.directory ?? `.redis-ha/${getStack()}/${name}`);
  const wish = {
    ...(spec.engine && { engine: spec.engine }),
    ...(spec.version && { version: spec.version }),
  };
  const tls = spec.encryption.inTransit;

  const group = new Group(
    `${name}-group`,
    { instance: name, directory, tls, servers, sentinels, ...wish },
    { parent },
  );
  const inGroup = { group: group.id, directory };
  const authority = tls ? new Authority(`${name}-authority`, inGroup, { parent }) : undefined;
  const common = { ...inGroup, ...wish, tls, ...(authority && { authority: authority.ca }) };

  const access = {
    tls: { enabled: tls, ...(authority && { ca: authority.ca }) },
    password: group.password,
  };

  if (spec.topology === 'cluster') {
    const settings = nodeSettings(spec);
    const nodes = servers.map(
      (member) => new Node(`${name}-${member.name}`, { ...common, ...member, settings }, { parent }),
    );
    const { shards, replicas } = spec;
    const whole = { ...inGroup, shards, replicas, ...(authority && { authority: authority.ca }) };
    const cluster = new Cluster(`${name}-cluster`, whole, { parent, dependsOn: nodes });
    const endpoints = all([cluster.id, all(nodes.map(addressOf))]).apply(([, known]) => known);
    return { topology: 'cluster', endpoints, ...access };
  }

  const data = servers.map(
    (member) =>
      new Server(
        `${name}-${member.name}`,
        { ...common, ...member, settings: serverSettings(spec) },
        { parent },
      ),
  );
  // After the servers, and gone before them: without Sentinels nobody takes a stopped server for a lost one.
  const watch = sentinels.map(
    (member) =>
      new Sentinel(
        `${name}-${member.name}`,
        { ...common, ...member, settings: sentinelSettings(spec), periods: sentinelPeriods(spec) },
        { parent, dependsOn: data },
      ),
  );
  return {
    topology: 'sentinel',
    endpoints: all(watch.map(addressOf)),
    sentinel: { masterName: name, password: group.sentinelPassword },
    ...access,
  };
}

/** Known early, yet an Output of the process: whoever uses the address waits until it listens. */
function addressOf(listener: Sentinel | Node): pulumi.Output<Endpoint> {
  return all([listener.host, listener.port]).apply(([host, port]) => ({ host, port }));
}
