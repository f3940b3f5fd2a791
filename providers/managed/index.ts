// What can be seen of an instance that a service runs: how it answers at the endpoint that it gave out. No account is asked, so
// that whoever may read the stack's state needs no other credentials. Not here: what a service offers, or makes.

export { lookAtEndpoints } from './look.ts';
