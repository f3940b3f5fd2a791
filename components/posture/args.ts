/** A backend's statement about one concern, as it arrives: nothing is sure to be there or of its type. */
export interface StatedGuarantee {
  state?: unknown;
  detail?: unknown;
}

/**
 * What RedisHA passes to `super()`, as a policy sees it: the fields of RedisSpec and the backend's guarantees,
 * plain. A program can register the same type token with anything in it, so every leaf is checked where it is read.
 */
export interface PostureArgs {
  backend?: unknown;
  zones?: unknown;
  encryption?: { atRest?: unknown; inTransit?: unknown };
  snapshots?: { retentionDays?: unknown };
  waivers?: unknown;
  guarantees?: {
    encryptionAtRest?: StatedGuarantee;
    encryptionInTransit?: StatedGuarantee;
    multiAz?: StatedGuarantee & { zones?: unknown };
    snapshots?: StatedGuarantee & { retentionDays?: unknown };
  };
}
