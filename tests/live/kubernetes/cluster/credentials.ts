import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import 'reflect-metadata';
import { KubeConfig } from '@kubernetes/client-node';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { apiPort, apiService, controlAddress } from './layout.ts';

export const context = 'redis-ha-test';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const files = {
  authority: 'ca.crt',
  apiCertificate: 'api.crt',
  apiKey: 'api.key',
  tokens: 'tokens.csv',
  serviceAccountKey: 'sa.key',
  serviceAccountPublicKey: 'sa.pub',
  kubeconfig: 'kubeconfig',
} as const;

export interface Credentials {
  /** Absolute paths. */
  files: Record<keyof typeof files, string>;
  /** One administrator for everybody: the cluster lives for one test run, and only on this machine. */
  config: KubeConfig;
}

export async function makeCredentials(folder: string): Promise<Credentials> {
  const token = randomBytes(16).toString('hex');
  const account = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { authority, certificate, key } = await apiCertificate();
  const config = kubeconfig(authority, token);
  const contents: Record<keyof typeof files, string> = {
    authority,
    apiCertificate: certificate,
    apiKey: key,
    tokens: `${token},admin,admin,"system:masters"\n`,
    serviceAccountKey: account.privateKey,
    serviceAccountPublicKey: account.publicKey,
    kubeconfig: config.exportConfig(),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = Object.keys(files) as (keyof typeof files)[];
  const paths = Object.fromEntries(
    names.map((name) => [name, path.join(folder, files[name])]),
  ) as Credentials['files'];
  for (const name of names) await writeFile(paths[name], contents[name], { mode: 0o600 });
  return { files: paths, config };
}

function kubeconfig(authority: string, token: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: context,
      server: `https://${controlAddress}:${apiPort}`,
      caData: Buffer.from(authority).toString('base64'),
      skipTLSVerify: false,
    },
    { name: 'admin', token },
  );
  config.contexts = [{ name: context, cluster: context, user: 'admin' }];
  config.setCurrentContext(context);
  return config;
}

async function apiCertificate(): Promise<{ authority: string; certificate: string; key: string }> {
  const validity = {
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 7 * 86_400_000),
  };
  const signer = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const server = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=test authority',
    ...validity,
    signingAlgorithm: algorithm,
    keys: signer,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=kube-apiserver',
    issuer: authority.subject,
    ...validity,
    signingAlgorithm: algorithm,
    publicKey: server.publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new SubjectAlternativeNameExtension([
        ...['127.0.0.1', apiService, controlAddress].map((value) => ({ type: 'ip' as const, value })),
        { type: 'dns', value: 'kubernetes.default.svc' },
      ]),
    ],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', server.privateKey));
  const key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
  return { authority: authority.toString('pem'), certificate: certificate.toString('pem'), key };
}
