// One instance on this machine as a whole: its folder, what is seen of it, who shall be primary (decide.ts, pure), and the
// work that brings it there: settling, handing over, forgetting. What one process is lies in ../process, what it is told
// in ../redis, what Pulumi asks in ../provider.

export { beliefFor, presentServers } from './belief.ts';
export { agreedPort, decide, heirOf } from './decide.ts';
export {
  type Folder,
  type Group,
  memberFolder,
  membersOnDisk,
  openGroup,
  type ProcessRecord,
  readProcess,
  readText,
  recordFile,
  recordPrimary,
  saveGroup,
  writePrivate,
} from './folder.ts';
export { handOver, heirFor, type Pause } from './handover.ts';
export { Links, targetOf } from './links.ts';
export { closeToOthers, openToOthers } from './modes.ts';
export { quicken } from './periods.ts';
export { ask, findProcess, startProcess, stopProcess } from './process.ts';
export { everything, unpromotable } from './promotable.ts';
export { Rollout } from './rollout.ts';
export { Patience, type Settling, settle } from './settle.ts';
export { silenceSentence } from './silence.ts';
export {
  certificateIsDue,
  certificateOnDisk,
  ensureAuthority,
  ensureCertificate,
  hasAuthority,
  holdsKeyOf,
} from './tls.ts';
export {
  eachMember,
  type GroupView,
  latestEpoch,
  look,
  type ProcessView,
  readServer,
  type SentinelView,
  type ServerReport,
  type ServerView,
} from './view.ts';
export { waitUntil } from './waitUntil.ts';
