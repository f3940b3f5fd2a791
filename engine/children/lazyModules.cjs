// Preloaded into the children that run Pulumi's SDK (--require=…). The SDK loads on every start what only
// rare features need: TypeScript and ts-node (programs and packs compiled at run time, serialised functions,
// inferred schemas), npm's arborist and normalize-package-data (packages that a serialised function captures), the
// Automation API, OpenTelemetry's exporters and an inspector session. That is most of a policy server's start and half of its memory.
// Here each stands in as an object that loads the real module when it is first used, so nothing is lost. Only what the SDK itself asks for is
// touched: a program that imports TypeScript gets TypeScript.
'use strict';
const Module = require('node:module');
const path = require('node:path');

const load = Module._load;
const extensions = Module._extensions;
const sdk = `${path.sep}@pulumi${path.sep}pulumi${path.sep}`;
const rare =
  /^(typescript|@npmcli\/arborist|normalize-package-data|\.\/automation|.*[\\/]vendor[\\/]typescript@.*)$/;
const compiler = /^(ts-node|.*[\\/]vendor[\\/]ts-node@.*)$/;
const typescript = /\.[cm]?tsx?$/;
const inspector = /[\\/]v8Hooks$/;
const log = /(^|\/)log$/;
const standIns = new Map();

Module._load = function (request, parent, isMain) {
  if (!isSdk(parent)) return load.call(this, request, parent, isMain);
  if (request === 'source-map-support/register') return useNodesSourceMaps();
  if (inspector.test(request)) return require('./inspectorOnDemand.cjs');
  if (log.test(request)) return withoutDebugLines(load.call(this, request, parent, isMain));
  if (request === './tracing') return tracingOnDemand(() => load.call(this, request, parent, isMain), parent);
  if (!rare.test(request) && !compiler.test(request)) return load.call(this, request, parent, isMain);
  // A package that is not installed fails here, as the SDK expects.
  const file = Module._resolveFilename(request, parent);
  const real = () => load.call(this, file, parent, false);
  if (!standIns.has(file)) {
    standIns.set(file, compiler.test(request) ? lazyCompiler(real, file) : lazy(real, file));
  }
  return standIns.get(file);
};

/** Of the SDK itself, not of a package that is installed below it. */
function isSdk(parent) {
  const after = parent?.filename?.split(sdk)[1];
  return after !== undefined && !after.includes('node_modules');
}

/**
 * The SDK takes a stack trace for every promise it makes and source-map-support would map each frame: half of the
 * time that a program of 900 resources takes. TypeScript needs no map from it: what Node strips keeps its
 * places, and ts-node brings its own. For the rest Node's own support does, which leaves installed packages alone.
 */
function useNodesSourceMaps() {
  if (!typescript.test(process.argv.at(-1)))
    Module.setSourceMapsSupport?.(true, { nodeModules: false, generatedCode: false });
  return {};
}

/**
 * Several debug lines for each resource, a call to the engine each. They hold property values, secrets among them, so this engine
 * shows them to nobody: they need not be sent.
 */
function withoutDebugLines(module) {
  module.debug = () => Promise.resolve();
  return module;
}

/**
 * The runner measures spans whether or not somebody asked for them (`--tracing URL`), and loads an exporter for that. Until tracing is
 * started they are the API's own, which go nowhere, or to what TRACEPARENT has set up.
 */
function tracingOnDemand(real, parent) {
  const { trace } = load.call(Module, '@opentelemetry/api', parent, false);
  let started = false;
  return {
    __esModule: true,
    start(url) {
      started = true;
      real().start(url);
    },
    stop: () => real().stop(),
    newSpan: (name) => (started ? real().newSpan(name) : trace.getTracer('nodejs-runtime').startSpan(name)),
  };
}

/** Looks like the module; the first property asked for, other than its version, loads it. */
function lazy(real, file, own = {}) {
  const known = {
    // As compiled TypeScript imports it: not copied property by property, which would load it at once.
    __esModule: true,
    get default() {
      return real().default ?? real();
    },
    get version() {
      return versionOf(file);
    },
    ...own,
  };
  return new Proxy(
    {},
    {
      get: (_, key) => (key in known ? known[key] : real()[key]),
      set: (_, key, value) => Reflect.set(real(), key, value),
      has: (_, key) => key in known || key in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor(_, key) {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

/** ts-node compiles from the first TypeScript file that is required, not from its registration on. */
function lazyCompiler(real, file) {
  const register = (options) => {
    const before = { '.ts': extensions['.ts'], '.tsx': extensions['.tsx'] };
    for (const extension of Object.keys(before)) {
      extensions[extension] = (module, filename) => {
        for (const [name, handler] of Object.entries(before)) {
          if (handler) extensions[name] = handler;
          else delete extensions[name];
        }
        real().register(options);
        extensions[extension](module, filename);
      };
    }
  };
  return lazy(real, file, { register, VERSION: versionOf(file) });
}

function versionOf(file) {
  // The copies that the SDK brings along lie in vendor/NAME@VERSION, without a manifest of their own.
  const vendored = /[\\/]vendor[\\/][^\\/]+@([\d.]+)/.exec(file);
  return vendored ? vendored[1] : load(Module.findPackageJSON(path.dirname(file), file)).version;
}
