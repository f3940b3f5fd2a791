// What Pulumi asks of a provider is the same for every one written here.
export * from '../../protocol.ts';
