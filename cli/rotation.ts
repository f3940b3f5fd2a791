// A rotation in a stack's file: the next generation of an instance's secret, with the one before beside it, then alone. The
// file is edited as a person would, comments and order kept.

import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import { instancesKey } from '../components/configuration/keys.ts';
import { Failure } from './failure.ts';

export interface Generations {
  use: number;
  alsoAccept?: number;
}

/** Begins a rotation, or ends the one that was begun. */
export function next({ use, alsoAccept }: Generations): Generations {
  return alsoAccept === undefined ? { use: use + 1, alsoAccept: use } : { use };
}

export interface Edited {
  text: string;
  generations: Generations;
}

/** The file with the next step in it. Fails with `usage` where the instance is not one of ElastiCache. */
export function edit(text: string, instance: string | undefined): Edited {
  const document = parseDocument(text);
  const at = pathOf(document, instance);
  const backend =
    document.getIn([...at.own, ...at.key('backend')]) ?? document.getIn(['config', 'redis-ha:backend']);
  if (backend !== 'elasticache')
    throw new Failure(
      'usage',
      `rotate changes the token of an instance on ElastiCache, and this one is on ${String(backend)}. On kubernetes: kubernetes.passwords, see docs/kubernetes.md.`,
    );
  const auth = [...at.own, ...at.key('elasticache'), 'auth'];
  const generations = next(
    given(document, auth) ?? given(document, ['config', 'redis-ha:elasticache', 'auth']) ?? { use: 1 },
  );
  return { text: written(text, document, auth, generations), generations };
}

/** In place where the generation stands in the file already; otherwise the file is written anew, which may move comments. */
function written(text: string, document: Document, auth: string[], { use, alsoAccept }: Generations): string {
  const node = document.getIn([...auth, 'use'], true);
  if (isScalar(node) && node.range) {
    const [from, to] = node.range;
    const begun = /^(\s*)use:/.exec(text.slice(text.lastIndexOf('\n', from) + 1));
    const rest = text
      .slice(to)
      .replace(/(^,?[^\n]*\n?\s*|,\s*)alsoAccept:\s*\d+/, (_, before: string) =>
        before.startsWith(',') ? '' : before.replace(/\n\s*$/, ''),
      );
    const added =
      alsoAccept === undefined
        ? ''
        : begun
          ? `\n${begun[1]}alsoAccept: ${alsoAccept}`
          : `, alsoAccept: ${alsoAccept}`;
    return `${text.slice(0, from)}${use}${added}${alsoAccept === undefined ? rest : text.slice(to)}`;
  }
  document.setIn([...auth, 'use'], use);
  if (alsoAccept === undefined) document.deleteIn([...auth, 'alsoAccept']);
  else document.setIn([...auth, 'alsoAccept'], alsoAccept);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Where an instance's arguments stand: at the top, or under its name. */
function pathOf(document: Document, instance: string | undefined) {
  const named = document.getIn(['config', `redis-ha:${instancesKey}`]);
  if (!isMap(named)) return { own: ['config'], key: (name: string) => [`redis-ha:${name}`] };
  const names = named.items.map(({ key }) => String(key));
  if (instance === undefined || !names.includes(instance))
    throw new Failure(
      'usage',
      `The stack has several instances; choose with --instance: ${names.join(', ')}.`,
    );
  return { own: ['config', `redis-ha:${instancesKey}`, instance], key: (name: string) => [name] };
}

function given(document: Document, path: string[]): Generations | undefined {
  const [use, alsoAccept] = ['use', 'alsoAccept'].map((name) => document.getIn([...path, name]));
  if (typeof use !== 'number' && typeof alsoAccept !== 'number') return undefined;
  return { use: Number(use ?? 1), ...(typeof alsoAccept === 'number' && { alsoAccept }) };
}
