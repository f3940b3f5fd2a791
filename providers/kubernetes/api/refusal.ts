export const seeDocs = 'docs/kubernetes.md lists the permissions that this needs.';

/** Why a request to the API came to nothing, as the end of a sentence; requests by HTTP and by WebSocket alike. */
export function refusalOf(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: unknown; cause?: unknown };
  const said = cause instanceof Error ? cause.message : (message ?? String(error));
  const status = /Unexpected server response: (\d+)/.exec(said)?.[1] ?? String(code ?? '');
  switch (status) {
    case '401':
      return 'the login of this context is not accepted; kubectl says more.';
    case '403':
      return `it is forbidden; ${seeDocs}`;
    case '404':
      return 'it is not there.';
    default:
      return [code, said.split('\n')[0]].filter(Boolean).join(' ');
  }
}
