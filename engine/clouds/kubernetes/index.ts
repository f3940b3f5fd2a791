// The provider `kubernetes` for previews and rendered manifests: it checks inputs against the API's published schema
// and says which change replaces an object, as Pulumi's own provider does. It contacts no cluster and makes nothing.
// Not here: what our objects look like (providers/kubernetes).

export { SimulatedKubernetes } from './provider.ts';
