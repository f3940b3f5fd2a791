// Property paths as `ignoreChanges` and `replaceOnChanges` take them: root, root.nested, root["any key"], list[0], list[*].
// Source: pulumi/pulumi sdk/go/common/resource/properties_path.go.

/** `*` stands for every key and every index. */
export type PropertyPath = (string | number)[];

/** undefined: not a path. */
export function parsePath(text: string): PropertyPath | undefined {
  const path: PropertyPath = [];
  let rest = text;
  if (rest.startsWith('.')) return undefined;
  while (rest !== '') {
    if (rest.startsWith('.')) {
      rest = rest.slice(1);
      if (rest === '') return undefined;
    }
    const step = rest.startsWith('[') ? takeBracket(rest) : takeName(rest);
    if (step === undefined) return undefined;
    path.push(step.element);
    rest = rest.slice(step.length);
  }
  return path;
}

function takeName(text: string) {
  const [name = ''] = text.split(/[.[]/, 1);
  return { element: name, length: name.length };
}

function takeBracket(text: string): { element: string | number; length: number } | undefined {
  const quoted = /^\["((?:\\"|[^"])*)"\]/.exec(text);
  if (quoted !== null) return { element: (quoted[1] ?? '').replaceAll('\\"', '"'), length: quoted[0].length };
  const plain = /^\[(\*|[+-]?\d+)\]/.exec(text);
  if (plain === null) return undefined;
  return { element: plain[1] === '*' ? '*' : Number(plain[1]), length: plain[0].length };
}

/** Does `outer` name `inner` or something that `inner` lies in? */
export function contains(outer: PropertyPath, inner: PropertyPath): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === '*' || step === inner[i]);
}
