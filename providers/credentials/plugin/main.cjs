// Pulumi requires a plugin's main file; an ECMAScript module with TypeScript in it comes in through import().
import('./index.ts');
