/** A Pulumi type token in the API's own words. */
export interface Kind {
  /** `apps/v1`, `v1`, … */
  apiVersion: string;
  kind: string;
}

/** `kubernetes:apps/v1:StatefulSet`; the core group, which has no name in the API, is `core` in tokens. */
export function kindOf(type: string): Kind {
  const [, group = '', kind = ''] = type.split(':');
  return { apiVersion: group.replace(/^core\//, ''), kind };
}
