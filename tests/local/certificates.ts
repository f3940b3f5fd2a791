import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect } from 'node:tls';
import { issue } from '../../providers/local/certificates.ts';
import type { Target } from '../../providers/local/redis/link.ts';
import type { LocalInstance } from './instance.ts';

/** Puts a certificate that ends in 20 days into a server's or Sentinel's folder. */
export async function letCertificateAge(instance: LocalInstance, name: string): Promise<void> {
  const read = (file: string) => readFile(path.join(instance.folder, 'authority', file), 'utf8');
  const old = await issue({ certificate: await read('ca.crt'), key: await read('ca.key') }, name, 20);
  await writeFile(path.join(instance.folder, name, 'tls.key'), old.key);
  await writeFile(path.join(instance.folder, name, 'tls.crt'), old.certificate);
}

/** Serial number of the certificate that a server or Sentinel shows. */
export function serialOf({ port, ca }: Target): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
