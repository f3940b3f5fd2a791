// The resources of an instance, in the order in which they need each other.

import { ParameterGroup } from '@pulumi/aws/elasticache/parameterGroup.js';
import { ReplicationGroup } from '@pulumi/aws/elasticache/replicationGroup.js';
import { ServerlessCache } from '@pulumi/aws/elasticache/serverlessCache.js';
import { SubnetGroup } from '@pulumi/aws/elasticache/subnetGroup.js';
import type * as pulumi from '@pulumi/pulumi';
import { getProject, getStack } from '@pulumi/pulumi/metadata.js';
import { all } from '@pulumi/pulumi/output.js';
import type { Endpoint, EndpointSet, RedisSpec } from '../backend.ts';
import { Guard, Passwords } from '../credentials/resources.ts';
import { lastingFacts } from './lasting.ts';
import { groupAlarms, serverlessAlarms, topicOf } from './make/alarms.ts';
import { keyOf } from './make/key.ts';
import { logsOf } from './make/logs.ts';
import { type Place, placeOf, securityGroup } from './make/network.ts';
import { secretsOf, writeConnection } from './make/secrets.ts';
import { userGroup } from './make/users.ts';
import * as plans from './plan.ts';
import { applicationUser, tokenOf } from './token.ts';

/** See BackendResources. */
export function create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet {
  const plan = plans.planOf(name, spec, { project: getProject(), stack: getStack() });
  // Only what holds data or secrets is protected with the instance: the rest has to be replaced now and then.
  const options = { parent, protect: false };
  const lasting = { parent };
  const { use, alsoAccept } = plan.own.auth;
  const place = placeOf(plan, parent);
  const keyArn = keyOf(plan, lasting);
  const guard = new Guard(
    `${name}-guard`,
    { instance: name, facts: lastingFacts(plan, keyArn), allow: spec.allowReplacement },
    lasting,
  );
  const passwords = new Passwords(
    `${name}-passwords`,
    { instance: name, users: [applicationUser], use, ...(alsoAccept !== undefined && { alsoAccept }) },
    lasting,
  );
  const token = passwords.generations.apply((generations) => tokenOf(generations, use));
  const bindings = secretsOf(plan, keyArn, lasting);
  const shared: Shared = {
    plan,
    place,
    keyArn,
    topicArn: topicOf(plan, options),
    securityGroupId: securityGroup(plan, place, options).id,
    userGroupId:
      plan.own.auth.mode === 'users'
        ? userGroup(plan, passwords.generations, guard, options).userGroupId
        : undefined,
    token,
    snapshotId: all([guard.first, guard.suffix]).apply(([first, suffix]) => `${first}-final-${suffix}`),
    options,
    // Nothing that holds data is touched before the guard has agreed and the secrets' names are taken.
    after: { parent, dependsOn: [guard, ...bindings.map(({ secret }) => secret)] },
  };
  const endpoints = plan.own.kind === 'serverless' ? serverless(shared) : group(shared);
  return {
    ...endpoints,
    tls: { enabled: true },
    ...(plan.own.auth.mode === 'users' && { username: applicationUser }),
    password: token,
    bind: (env) => writeConnection(bindings, env, options),
  };
}

interface Shared {
  plan: plans.Plan;
  place: Place;
  keyArn: pulumi.Input<string> | undefined;
  topicArn: pulumi.Input<string> | undefined;
  securityGroupId: pulumi.Output<string>;
  userGroupId: pulumi.Output<string> | undefined;
  token: pulumi.Output<string>;
  snapshotId: pulumi.Output<string>;
  options: pulumi.CustomResourceOptions;
  after: pulumi.CustomResourceOptions;
}

function group(shared: Shared): Omit<EndpointSet, 'tls'> {
  const { plan, place, keyArn, topicArn, userGroupId, options } = shared;
  const { name, spec, own, tags } = plan;
  const made = new ReplicationGroup(
    `${name}-group`,
    {
      ...plans.replicationGroup(plan),
      ...access(shared, userGroupId),
      ...(keyArn !== undefined && { kmsKeyId: keyArn }),
      ...(topicArn !== undefined && { notificationTopicArn: topicArn }),
      ...(own.finalSnapshot && { finalSnapshotIdentifier: shared.snapshotId }),
      // Nor can a parameter group have another description.
      parameterGroupName: new ParameterGroup(`${name}-parameters`, plans.parameterGroup(plan), {
        ...options,
        ignoreChanges: ['description'],
      }).name,
      subnetGroupName: new SubnetGroup(
        `${name}-subnets`,
        { description: `Redis ${name}`, subnetIds: place.subnetIds, tags },
        options,
      ).name,
      securityGroupIds: [shared.securityGroupId],
      logDeliveryConfigurations: logsOf(plan, options),
    },
    shared.after,
  );
  if (topicArn !== undefined) groupAlarms(plan, made.memberClusters, topicArn, options);
  const at = (host: pulumi.Output<string>): pulumi.Output<Endpoint> =>
    all([host, made.port]).apply(([address, port]) => ({ host: address, port: port ?? own.port }));
  // AWS gives a group either a configuration endpoint or a primary and a reader, never both.
  if (spec.topology === 'cluster')
    return { topology: 'cluster', endpoints: all([at(made.configurationEndpointAddress)]) };
  return {
    topology: 'standalone',
    endpoints: all([at(made.primaryEndpointAddress)]),
    ...(spec.replicas > 0 && { reader: at(made.readerEndpointAddress) }),
  };
}

/** With ROTATE the token before is accepted beside the new one; SET leaves the new one alone. */
function access({ plan, token }: Shared, userGroupId: pulumi.Output<string> | undefined) {
  if (userGroupId !== undefined) return { userGroupIds: [userGroupId] };
  const rotating = plan.own.auth.alsoAccept !== undefined;
  return { authToken: token, authTokenUpdateStrategy: rotating ? 'ROTATE' : 'SET' };
}

function serverless(shared: Shared): Omit<EndpointSet, 'tls'> {
  const { plan, place, keyArn, topicArn, userGroupId, securityGroupId, options, after } = shared;
  const made = new ServerlessCache(
    `${plan.name}-cache`,
    {
      ...plans.serverlessCache(plan),
      ...(keyArn !== undefined && { kmsKeyId: keyArn }),
      ...(userGroupId !== undefined && { userGroupId }),
      securityGroupIds: [securityGroupId],
      subnetIds: place.subnetIds,
    },
    after,
  );
  if (topicArn !== undefined) serverlessAlarms(plan, made.name, topicArn, options);
  const endpoint = (list: pulumi.Output<{ address: string; port: number }[]>): pulumi.Output<Endpoint> =>
    list.apply(([first]) => ({ host: first?.address ?? '', port: first?.port ?? 6379 }));
  return {
    topology: 'cluster',
    endpoints: all([endpoint(made.endpoints)]),
    reader: endpoint(made.readerEndpoints),
  };
}
