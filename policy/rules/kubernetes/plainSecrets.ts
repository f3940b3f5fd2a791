import { configMap, secret, workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, containersOf, failing, isRedis } from '../../facts/kubernetes/workload.ts';
import { fields, ifKnown, objects, text, texts } from '../../facts/read.ts';
import { type Props, resourceRule } from '../../pack/rule.ts';
import { unlessUnknown } from '../../pack/unknown.ts';

const inConfiguration =
  /^\s*(?:requirepass|masterauth|primaryauth|sentinel\s+(?:auth-pass\s+\S+|sentinel-pass))\s+(?!\$)\S+/m;
const inCommand = /--(?:requirepass|masterauth|primaryauth|pass)\s+(?!\$\()\S+/;
const placeholder = /change_?me|placeholder|your_|^(?:password|secret|redis)$/i;

/** A policy sees secrets in clear and cannot tell them from text, so it looks where no secret belongs, and for words that stand in for one. */
export const kubernetesRedisPlainSecrets = resourceRule({
  id: 'kubernetes-redis-plain-secrets',
  title: 'No password in clear',
  description: 'A password must not stand in a manifest.',
  weight: 'must',
  severity: 'critical',
  remediation: 'Keep passwords in a Secret whose content is a Pulumi secret made at random, and mount it.',
  example: `new k8s.core.v1.Secret('redis', { stringData: { password: password.result } });`,
  url: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  types: [...workloads, configMap, secret],
  check(resource) {
    const { type, props } = resource;
    if (type === configMap)
      return texts(unlessUnknown(() => fields(props.data), {})).some((file) => inConfiguration.test(file))
        ? 'Everybody who may read the ConfigMap reads a password: it sets one.'
        : undefined;
    if (type === secret)
      return texts(unlessUnknown(() => fields(props.stringData), {})).some((value) => placeholder.test(value))
        ? 'The password is a word that stands in for one, and everybody knows it.'
        : undefined;
    if (!isRedis(resource)) return undefined;
    const wrong = failing(
      containersOf(props),
      (one) => !inCommand.test(commandOf(one)) && !objects(one.env).some(isPassword),
    );
    return wrong && `Everybody who may see the pod sees a password: command or environment of ${wrong}.`;
  },
});

function isPassword(variable: Props): boolean {
  const name = text(ifKnown(variable, 'name')) ?? '';
  return /PASS(?:WORD)?$|AUTH$/.test(name) && text(ifKnown(variable, 'value')) !== undefined;
}
