// One file a verb: from its options to its exit code. Not here: how options are read (arguments.ts), how a deployment works
// (engine/), how anything looks (show/). Each is loaded when it is asked for.
export const verbs = {
  up: async () => (await import('./up.ts')).up,
  preview: async () => (await import('./preview.ts')).preview,
  status: async () => (await import('./status.ts')).status,
  env: async () => (await import('./env.ts')).env,
  outputs: async () => (await import('./outputs.ts')).outputs,
  failover: async () => (await import('./failover.ts')).failover,
  drill: async () => (await import('./drill.ts')).drill,
  cost: async () => (await import('./cost.ts')).cost,
  rotate: async () => (await import('./rotate.ts')).rotate,
  policy: async () => (await import('./policy.ts')).policy,
  render: async () => (await import('./render.ts')).render,
  destroy: async () => (await import('./destroy.ts')).destroy,
};
