import { isDeepStrictEqual } from 'node:util';
import type { Call, Created, DiffResult, ResourceHandler } from '../protocol.ts';
import { issue, isUsable, makeAuthority, needsRenewal, type Pair } from './certificates.ts';
import type { CertificateInputs, CertificateOutputs } from './types.ts';

/** Days a certificate holds. Nobody runs `up` every month on what works, so it is a year and a month. */
export const certificateDays = 397;
/** Days before its end from which on `up` renews it. */
export const renewalDays = 90;

/** One certificate for all servers of an instance, and the authority of its own that signed it. */
export const certificate: ResourceHandler<CertificateInputs, CertificateOutputs> = {
  async diff(olds, outputs, news): Promise<DiffResult> {
    const diffs = (['instance', 'dns', 'ip'] as const).filter(
      (key) => !isDeepStrictEqual(olds[key], news[key]),
    );
    const aged = needsRenewal(pairOf(outputs), outputs.ca, new Date(), renewalDays);
    if (diffs.length === 0 && !aged) return { changes: 'none' };
    return {
      changes: 'some',
      diffs: [...diffs, ...(aged ? ['certificate'] : [])],
      stables: canSign(outputs) ? ['ca', 'caKey'] : [],
    };
  },

  async create(call: Call, inputs: CertificateInputs): Promise<Created<CertificateOutputs>> {
    const id = `${inputs.instance}/certificate`;
    if (call.preview) return { id, outputs: inputs as CertificateOutputs };
    return { id, outputs: await make(await makeAuthority(inputs.instance), inputs) };
  },

  async update(call, _id, _olds, outputs, news): Promise<CertificateOutputs> {
    const { ca, caKey } = outputs;
    if (call.preview) return { ...news, ...(canSign(outputs) && { ca, caKey }) } as CertificateOutputs;
    const authority = canSign(outputs) ? { certificate: ca, key: caKey } : await makeAuthority(news.instance);
    return make(authority, news);
  },

  async delete(): Promise<void> {},
};

async function make(authority: Pair, inputs: CertificateInputs): Promise<CertificateOutputs> {
  const { instance, dns, ip } = inputs;
  const pair = await issue(authority, { name: `redis-ha ${instance}`, dns, ip }, certificateDays);
  return { ...inputs, ca: authority.certificate, caKey: authority.key, ...pair };
}

function pairOf({ certificate, key }: CertificateOutputs): Pair {
  return { certificate, key };
}

function canSign({ ca, caKey }: CertificateOutputs): boolean {
  return isUsable({ certificate: ca, key: caKey }, new Date(), certificateDays);
}
