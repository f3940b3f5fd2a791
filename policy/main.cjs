// Pulumi compiles a pack that is given as TypeScript with a bundled ts-node, slowly. Node reads index.ts by itself.
import('./index.ts');
