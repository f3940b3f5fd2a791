// The ResourceMonitor service: a program registers its resources here. The program may call before the state is read: it waits.
// Source: pulumi/pulumi pkg/resource/deploy/source_eval.go.
import type { Server } from '@grpc/grpc-js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import resourceGrpc from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import resourcePb from '@pulumi/pulumi/proto/resource_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { containsUnknown, type PropertyMap } from '../wire/index.ts';
import { fromStruct, type StructOptions, toStruct } from '../wire/struct.ts';
import { supportedFeatureNames, supportedFeatures, unsupported } from './features.ts';
import type { Program } from './program.ts';
import { readRegistration, unsupportedOptions } from './registration.ts';
import { method } from './rpc.ts';

type Message<T extends abstract new (...args: never) => unknown> = InstanceType<T>;

export interface MonitorOptions {
  project: string;
  stack: string;
  config: { values: Record<string, string>; secretKeys: string[] };
  preview: boolean;
  parallel: number;
}

export function addMonitorService(server: Server, program: Promise<Program>, o: MonitorOptions): void {
  server.addService(resourceGrpc.ResourceMonitorService, {
    ...informationMethods(o),
    ...resourceMethods(program),
    ...functionMethods(program),
    ...refusedMethods(program),
    // Programs wait here so that hooks can still be called; there are none.
    signalAndWaitForShutdown: method(async () => new emptyPb.Empty()),
  });
}

function informationMethods(o: MonitorOptions) {
  return {
    getDeploymentInfo: method(async () => {
      const info = new resourcePb.DeploymentInfo()
        .setProject(o.project)
        .setStack(o.stack)
        .setOrganization('organization')
        .setConfigsecretkeysList(o.config.secretKeys)
        .setDryrun(o.preview)
        .setParallel(o.parallel)
        .setSupportedfeaturesList(supportedFeatures);
      for (const [key, value] of Object.entries(o.config.values)) info.getConfigMap().set(key, value);
      return info;
    }),
    supportsFeature: method(async (request: Message<typeof resourcePb.SupportsFeatureRequest>) =>
      new resourcePb.SupportsFeatureResponse().setHassupport(supportedFeatureNames.has(request.getId())),
    ),
  };
}

function resourceMethods(program: Promise<Program>) {
  return {
    registerResource: method(async (request: Message<typeof resourcePb.RegisterResourceRequest>) => {
      const [option] = unsupportedOptions(request);
      if (option !== undefined)
        throw (await program).refuse(unsupported(`${option} (of “${request.getName()}”)`));
      const { urn, id, outputs } = await (await program).register(readRegistration(request));
      const shown = request.getSupportspartialvalues() ? outputs : knownOnly(outputs);
      return new resourcePb.RegisterResourceResponse()
        .setUrn(urn)
        .setId(id)
        .setObject(toStruct(shown, accepted(request)));
    }),
    registerResourceOutputs: method(
      async (request: Message<typeof resourcePb.RegisterResourceOutputsRequest>) => {
        await (await program).registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
        return new emptyPb.Empty();
      },
    ),
    readResource: method(async (request: Message<typeof resourcePb.ReadResourceRequest>) => {
      const { urn, outputs } = await (await program).read({
        id: request.getId(),
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent() === '' ? undefined : request.getParent(),
        properties: fromStruct(request.getProperties()),
        dependencies: request.getDependenciesList(),
        provider: request.getProvider() === '' ? undefined : request.getProvider(),
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
        packageRef: request.getPackageref(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      });
      return new resourcePb.ReadResourceResponse()
        .setUrn(urn)
        .setProperties(toStruct(outputs, accepted(request)));
    }),
    registerPackage: method(async (request: Message<typeof resourcePb.RegisterPackageRequest>) => {
      if (request.hasParameterization()) throw (await program).refuse(unsupported('parameterized packages'));
      const ref = (await program).registerPackage({
        packageName: request.getName(),
        version: request.getVersion(),
        pluginDownloadUrl: request.getDownloadUrl(),
      });
      return new resourcePb.RegisterPackageResponse().setRef(ref);
    }),
  };
}

function functionMethods(program: Promise<Program>) {
  return {
    invoke: method(async (request: Message<typeof resourcePb.ResourceInvokeRequest>) => {
      const { result, failures } = await (await program).invoke({
        token: request.getTok(),
        args: fromStruct(request.getArgs()),
        provider: request.getProvider() === '' ? undefined : request.getProvider(),
        parent: request.getParent() === '' ? undefined : request.getParent(),
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
        packageRef: request.getPackageref(),
      });
      return new resourcePb.ResourceInvokeResponse()
        .setReturn(toStruct(result, { keepResources: request.getAcceptresources() }))
        .setFailuresList(
          failures.map(({ property, reason }) =>
            new providerPb.CheckFailure().setProperty(property).setReason(reason),
          ),
        );
    }),
  };
}

/** What is refused stops the deployment with its name, instead of surfacing as an error somewhere in the SDK. */
function refusedMethods(program: Promise<Program>) {
  const refuse = (what: string) =>
    method(async () => {
      throw (await program).refuse(unsupported(what));
    });
  return {
    call: refuse('methods of remote components (call)'),
    registerStackTransform: refuse('stack transforms'),
    registerStackInvokeTransform: refuse('stack invoke transforms'),
    registerResourceHook: refuse('resource hooks'),
    registerErrorHook: refuse('error hooks'),
  };
}

interface Accepting {
  getAcceptsecrets(): boolean;
  getAcceptresources(): boolean;
}

function accepted(request: Accepting): StructOptions {
  return { keepSecrets: request.getAcceptsecrets(), keepResources: request.getAcceptresources() };
}

function knownOnly(map: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => !containsUnknown(value)));
}
