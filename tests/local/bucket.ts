import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';
import { issue, makeAuthority } from '../../providers/credentials/certificates.ts';

const name = 'backups';
/** What an object's content lies in, in the server's folder. */
const content = '._S3rver_object';

/**
 * A bucket of an S3 server on this machine, with TLS. It turns away whoever does not name its key; what the key signs it
 * believes (s3rver does not calculate signatures of version 4).
 */
export class Bucket {
  readonly name = name;
  readonly endpoint: string;
  /** The content of a Secret for whoever uses it. */
  readonly keys: Record<'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'ca.crt', string>;
  readonly #server: S3rver;
  readonly #folder: string;

  private constructor(server: S3rver, folder: string, endpoint: string, ca: string) {
    this.#server = server;
    this.#folder = folder;
    this.endpoint = endpoint;
    // The server's own, which cannot be chosen.
    this.keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', 'ca.crt': ca };
  }

  /** `address`: of this machine, where whoever uses it finds it. */
  static async open(address = 'localhost'): Promise<Bucket> {
    const folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-bucket-'));
    const authority = await makeAuthority('bucket');
    const names = isIP(address) ? { dns: [], ip: [address] } : { dns: [address], ip: [] };
    const { certificate, key } = await issue(authority, { name: 'bucket', ...names }, 1);
    const server = new S3rver({
      address,
      port: 0,
      directory: folder,
      silent: true,
      cert: certificate,
      key,
      configureBuckets: [{ name, configs: [] }],
    });
    const { port } = await server.run();
    return new Bucket(server, folder, `https://${address}:${port}`, authority.certificate);
  }

  /** Names of all objects, with their folders. */
  async objects(): Promise<string[]> {
    const files = await readdir(path.join(this.#folder, name), { recursive: true });
    return files
      .filter((file) => file.endsWith(content))
      .map((file) => file.slice(0, -content.length))
      .sort();
  }

  async close(): Promise<void> {
    await this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
