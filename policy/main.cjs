// Pulumi compiles a pack that is given as TypeScript with a bundled ts-node, slowly. Node reads index.ts by itself.
import('./index.ts').catch((error) => {
  // The policy server would go on with the rules it has: a pack that is not whole must not judge.
  console.error(error.name === 'PackSettingsError' ? error.message : error);
  process.exit(1);
});
