import { randomBytes } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Call, CheckFailure, Created, DiffResult, ResourceHandler } from '../../protocol.ts';
import { cannotShrink } from '../cluster/index.ts';
import {
  closeToOthers,
  findProcess,
  type Group,
  membersOnDisk,
  openGroup,
  openToOthers,
  readProcess,
  saveGroup,
  stopProcess,
} from '../group/index.ts';
import { type Member, topologyOf } from '../layout.ts';
import { findBinary, isTaken, takenSentence } from '../process/index.ts';
import type { Context } from './context.ts';
import { changedInputs, updateFor } from './differences.ts';
import type { GroupInputs, GroupOutputs } from './types.ts';

/** The folder of one instance, its passwords, its ports, and who was primary last. Starts no process. */
export class GroupHandler implements ResourceHandler<GroupInputs, GroupOutputs> {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async check(olds: Partial<GroupInputs>, news: GroupInputs): Promise<CheckFailure[]> {
    const refused = [...(await this.#unkept(news)), ...shiftedPorts(olds, news)];
    return refused.map((reason) => ({ property: 'servers', reason }));
  }

  async diff(olds: GroupInputs, _outputs: GroupOutputs, news: GroupInputs): Promise<DiffResult> {
    const onDisk = (await this.#context.find(news.directory)) ?? (await this.#context.find(olds.directory));
    const differences = [
      ...changedInputs(olds, news),
      ...(onDisk ? [] : ['folder']),
      ...(onDisk && (await openToOthers(onDisk)).length > 0 ? ['permissions'] : []),
    ];
    return {
      ...updateFor(differences),
      stables: ['password', 'sentinelPassword'],
    };
  }

  async create(call: Call, inputs: GroupInputs): Promise<Created<GroupOutputs>> {
    const id = inputs.instance;
    if (call.preview) return { id, outputs: inputs as GroupOutputs };
    const kept = await this.#context.find(inputs.directory);
    const { password, sentinelPassword } = kept?.record ?? {
      password: newPassword(),
      sentinelPassword: newPassword(),
    };
    const outputs = { ...inputs, password, sentinelPassword };
    await this.#save(outputs, kept);
    return { id, outputs };
  }

  async update(
    call: Call,
    _id: string,
    olds: GroupInputs,
    outputs: GroupOutputs,
    news: GroupInputs,
  ): Promise<GroupOutputs> {
    if (call.preview) {
      const { password, sentinelPassword } = outputs;
      return { ...news, password, sentinelPassword };
    }
    if (news.directory !== olds.directory) await this.#move(olds.directory, news.directory);
    const kept = await this.#context.find(news.directory);
    const password = kept?.record.password ?? inClear(outputs.password);
    const sentinelPassword = kept?.record.sentinelPassword ?? inClear(outputs.sentinelPassword);
    const renewed = { ...news, password, sentinelPassword };
    await this.#save(renewed, kept);
    return renewed;
  }

  /** Data, passwords and the last primary stay; a process that a crash left unknown to the state does not. */
  async delete(_call: Call, inputs: GroupInputs): Promise<void> {
    const group = { folder: this.#context.folder(inputs.directory) };
    for (const kind of ['sentinel', 'server'] as const) {
      await Promise.all((await membersOnDisk(group, kind)).map((name) => stopProcess(group, name)));
    }
  }

  /** What would be lost: data in shards that go, or data of the other topology. */
  async #unkept({ directory, servers }: GroupInputs): Promise<string[]> {
    const onDisk = await this.#context.find(directory);
    if (!onDisk) return [];
    const topology = topologyOf(onDisk.record);
    if (topology !== topologyOf({ servers }))
      return [
        `${directory} holds an instance of topology ${topology}, whose data would stay behind: give the other one a name of ` +
          'its own, or remove this one with `destroy --purge` first.',
      ];
    if (topology === 'replicated') return [];
    return [await cannotShrink(onDisk, servers)].flatMap((reason) => reason ?? []);
  }

  async #save(outputs: GroupOutputs, kept: Group | undefined): Promise<void> {
    const { instance, servers, sentinels, password, sentinelPassword } = outputs;
    const binary = await findBinary(this.#context.root, outputs, kept?.record.program);
    const { primary, epoch } = kept?.record ?? { primary: servers[0]?.name ?? '', epoch: 0 };
    const record = {
      instance,
      servers,
      sentinels,
      password,
      sentinelPassword,
      primary,
      epoch,
      program: binary.path,
    };
    const group = { folder: this.#context.folder(outputs.directory), record };
    await refuseTakenPorts(group, [...servers, ...sentinels]);
    await saveGroup(group);
    await closeToOthers(group);
  }

  /**
   * Moves the folder under its running processes: their working directory moves along, and all their paths are
   * relative to it. Only a Sentinel's or server's rewriting of its own configuration waits for the restart that follows.
   */
  async #move(from: string, to: string): Promise<void> {
    const [source, target] = [this.#context.folder(from), this.#context.folder(to)];
    if (!(await openGroup(source))) return;
    if (await openGroup(target))
      throw new Error(`${to} holds an instance already: choose another folder, or remove it.`);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await rename(source, target);
  }
}

function membersOf(inputs: Partial<GroupInputs>): Member[] {
  return [...(inputs.servers ?? []), ...(inputs.sentinels ?? [])];
}

/** Ports of the new ones that another member has now. */
function shiftedPorts(olds: Partial<GroupInputs>, news: GroupInputs): string[] {
  const [before, after] = [listeners(membersOf(olds)), listeners(membersOf(news))];
  const shifted = after.find(({ name, port }) =>
    before.some((old) => old.port === port && old.name !== name),
  );
  if (!shifted) return [];
  return [
    `Port ${shifted.port} belongs to another process of this instance now, and while they move one by one both would ` +
      'want it. Choose ports that are all new, or run `destroy` first, which keeps the data.',
  ];
}

/** Every port with whose it is. */
function listeners(members: readonly Member[]): { name: string; port: number }[] {
  return members.flatMap(({ name, port, busPort }) => [
    { name, port },
    ...(busPort === undefined ? [] : [{ name, port: busPort }]),
  ]);
}

/** A secret of the state arrives wrapped: an object that holds its `value`. */
function inClear(secret: unknown): string {
  const value = typeof secret === 'object' && secret !== null && 'value' in secret ? secret.value : secret;
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(
    "The instance's folder is gone and its password is not in the state: run `destroy`, then `up`.",
  );
}

/** 256 bits in letters that need no quoting anywhere. */
function newPassword(): string {
  return randomBytes(32).toString('base64url');
}

/** Every port is free or held by the process that shall have it; else one sentence for each that is not. */
async function refuseTakenPorts(group: Group, members: Member[]): Promise<void> {
  const sentences = await Promise.all(
    listeners(members).map(async ({ name, port }) => {
      if (!(await isTaken(port))) return [];
      const own = await ownsPort(
        group,
        members.find((member) => member.name === name),
        port,
      );
      return own ? [] : [await takenSentence(port, name)];
    }),
  );
  const taken = sentences.flat();
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

/** Whether the process that shall have it has it: as the port of its clients, or of its cluster. */
async function ownsPort(group: Group, member: Member | undefined, port: number): Promise<boolean> {
  if (!member) return false;
  const recorded = await readProcess(group, member.name);
  const tls = recorded?.tls ?? true;
  const find = (secured: boolean) => findProcess(group, member.name, member.port, secured);
  const found = (await find(tls)) ?? (await find(!tls));
  return found !== undefined && (port === member.busPort ? found.port === member.port : found.port === port);
}
