import type { FunctionTable } from '../../tables/index.ts';
import { api, uuid } from '../common.ts';

const source = api('responses/ca.yml');

export const getDatabaseCa: FunctionTable = {
  token: 'digitalocean:index/getDatabaseCa:getDatabaseCa',
  source,
  rows: { clusterId: { kind: 'text', form: uuid, required: true, source } },
  result: ({ clusterId }) => ({
    id: String(clusterId),
    clusterId: String(clusterId),
    certificate: pem('The authority of a simulated team: it has signed nothing and vouches for nobody.'),
  }),
};

/** In the shape of a certificate, so that whatever passes it on can be tried. */
function pem(words: string): string {
  const body =
    Buffer.from(words)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----', ''].join('\n');
}
