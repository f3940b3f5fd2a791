// What Redis and Sentinel are told and answer: configuration files, replies, and a link to one server. Decides nothing.

export { files } from './files.ts';
export { type Link, loopback, openLink, type Target, withLink } from './link.ts';
export { fence, nodeConfig, release } from './nodeConfig.ts';
export { countKeys, parseInfo, parsePairs } from './reply.ts';
export { type Belief, readBelief, readSentinelSettings, sentinelConfig } from './sentinelConfig.ts';
export { fencePort, serverConfig } from './serverConfig.ts';
