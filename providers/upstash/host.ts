/** The API gives a whole name, or only its first part: `beloved-stallion-58500` (upstash/docs, developer API, Database). */
export function hostOf(endpoint: string): string {
  return endpoint.includes('.') ? endpoint : `${endpoint}.upstash.io`;
}
