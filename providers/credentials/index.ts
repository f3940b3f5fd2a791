// The provider `redis-credentials`: makes passwords and certificates, and keeps them in the stack's encrypted state, for
// backends that have nowhere else to keep them; and keeps what must not change about an instance, and refuses the change. resources.ts declares its resources to a program; plugin/ serves it to
// the Pulumi CLI. The X.509 code is shared with backend local. Not here: who uses which password, and where.

export { RedisCredentials } from './provider.ts';
