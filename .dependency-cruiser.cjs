// The arrows between the folders: index.ts -> components -> providers, never back. docs/architecture.md draws them.

/** `from` may import from the rest of the project only what `allowed` matches. */
function only(name, from, allowed, comment) {
  const rooms =
    '^(index\\.ts|components/|providers/|policy/|client/|engine/|cost/|cli/|tests/|bench/|examples/)';
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { path: rooms, pathNot: allowed },
  };
}

module.exports = {
  forbidden: [
    only('program', '^index\\.ts$', '^components/', 'The program only puts components together.'),
    only(
      'components',
      '^components/',
      ['^components/', '^providers/'],
      'Components know backends and nothing above them.',
    ),
    only(
      'providers',
      '^providers/(?!.*/plugin/)',
      '^providers/',
      'A backend knows neither components nor engine.',
    ),
    only(
      'plugin',
      '^providers/.*/plugin/',
      ['^providers/', '^engine/provider/'],
      'A plugin puts a provider on the wire.',
    ),
    only(
      'policy',
      '^policy/',
      ['^policy/', '^components/'],
      'Policies judge what components say of themselves.',
    ),
    only('client', '^client/', '^client/', 'The client is published alone.'),
    only('engine', '^engine/', '^engine/', 'The engine runs any program; it knows nothing of ours.'),
    only(
      'cost',
      '^cost/',
      ['^cost/', '^providers/'],
      'Prices and arithmetic; what there is to size, backends know.',
    ),
    only(
      'cli',
      '^cli/',
      ['^cli/', '^cost/', '^engine/', '^providers/', '^components/', '^client/'],
      'The command line is the top.',
    ),
    only(
      'examples',
      '^examples/',
      ['^examples/', '^client/'],
      'An application knows the client, nothing else.',
    ),
    only(
      'bench',
      '^bench/(?!kubernetes)',
      ['^bench/', '^cli/', '^engine/', '^providers/', '^components/', '^client/'],
      'A bench measures what there is.',
    ),
    only(
      'bench-kubernetes',
      '^bench/kubernetes',
      ['^bench/', '^cli/', '^providers/', '^client/', '^tests/live/kubernetes/', '^tests/local/until'],
      'It measures on the cluster that the live tests make.',
    ),
    {
      name: 'backends-apart',
      comment: 'What two backends share lies beside them, in providers/.',
      severity: 'error',
      from: { path: '^providers/([^/]+)/' },
      to: { path: '^providers/[^/]+/', pathNot: ['^providers/$1/', '^providers/(credentials|managed)/'] },
    },
    {
      name: 'no-cloud-in-components',
      comment: 'Only a chosen backend loads its SDK.',
      severity: 'error',
      from: { path: '^(components|policy|engine|cost|cli)/' },
      to: { path: '^(node_modules/)?@pulumi/', pathNot: '@pulumi/(pulumi|policy)(/|$)' },
    },
    {
      name: 'policy-without-sdk',
      comment: 'The policy server starts with @pulumi/policy alone; the SDK would double its start.',
      severity: 'error',
      from: { path: '^(policy|components/posture)/' },
      to: { path: '^(node_modules/)?@pulumi/pulumi(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sdk-by-parts',
      comment: 'The root of the SDK loads all of it, half a second; name the part that is needed.',
      severity: 'error',
      from: { path: '^(index\\.ts|components|providers|engine|cost|cli)' },
      to: { path: 'node_modules/@pulumi/pulumi/index\\.js$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { pathNot: '^(tests/|bench/kubernetes)' },
      to: { path: '^tests/' },
    },
    {
      name: 'not-to-dev-dependencies',
      comment: 'What a deployment needs is a dependency; the schema is made beforehand.',
      severity: 'error',
      from: {
        path: '^(index\\.ts|components|providers|engine|cost|cli)(/|$)',
        pathNot: '^components/schema/',
      },
      // An optional peer is one to develop with.
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
    {
      name: 'no-circular',
      comment: 'Types may refer to each other; what is loaded may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment:
        'Nothing imports it and it imports nothing: dead, or an entry point that belongs in this list.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.cjs$', '\\.d\\.ts$'] },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'not-to-undeclared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(client|policy)/dist/', '^bench/preview/template/'] },
    // Types count as arrows too.
    tsPreCompilationDeps: true,
    // policy/ stands on the root's packages.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
