import type {
  DigitaloceanArgs,
  DigitaloceanFirewallArgs,
  DigitaloceanMigrationArgs,
  DigitaloceanValkeyArgs,
} from '../../args/index.ts';
import { type Field, object, type TextField } from '../field.ts';
import { ipv4Range, name, truth } from './words.ts';

const uuid: TextField = {
  kind: 'text',
  form: {
    says: 'a UUID, for example 5a4981aa-9653-4bd1-bef5-d6bff52042e4',
    fits: (t) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(t),
  },
  input: true,
};
const nameOrInput: TextField = { ...name, input: true };
const namesOrInputs: Field = { kind: 'list', of: nameOrInput };

export const digitalocean = object<DigitaloceanArgs>({
  region: {
    kind: 'text',
    form: { says: "a region's slug, for example fra1", fits: (t) => /^[a-z]{3}\d+$/.test(t) },
  },
  size: {
    kind: 'text',
    form: {
      says: 'a size slug, for example db-s-1vcpu-2gb',
      fits: (t) => /^[a-z0-9]+(-[a-z0-9]+)*-\d+vcpu-\d+gb$/.test(t),
    },
  },
  firewall: object<DigitaloceanFirewallArgs>({
    droplets: namesOrInputs,
    tags: namesOrInputs,
    kubernetesClusters: namesOrInputs,
    apps: namesOrInputs,
    cidrs: { kind: 'list', of: ipv4Range },
  }),
  privateNetworkUuid: uuid,
  endpoint: { kind: 'text', allowed: ['private', 'public'] },
  certificateAuthority: { kind: 'text', allowed: ['public', 'project'] },
  projectId: uuid,
  valkey: object<DigitaloceanValkeyArgs>({
    persistence: { kind: 'text', allowed: ['rdb', 'off'] },
    timeout: { kind: 'number', whole: true, min: 0, max: 31_536_000 },
    notifyKeyspaceEvents: {
      kind: 'text',
      form: {
        says: 'letters of KEg$lshzxeA with K or E among them',
        fits: (t) => /^(?=.*[KE])[KEg$lshzxeA]{1,32}$/.test(t),
      },
    },
    numberOfDatabases: { kind: 'number', whole: true, min: 1, max: 128 },
    ioThreads: { kind: 'number', whole: true, min: 1, max: 32 },
    pubsubClientOutputBufferLimit: { kind: 'number', whole: true, min: 32, max: 512 },
  }),
  migration: object<DigitaloceanMigrationArgs>(
    {
      host: nameOrInput,
      port: { kind: 'number', whole: true, min: 1, max: 65535 },
      username: nameOrInput,
      password: nameOrInput,
      tls: truth,
      ignoreDatabases: { kind: 'list', of: name },
    },
    'host',
    'password',
  ),
});
