import type { ResourceTable, Row } from '../../tables/index.ts';
import { account, arn, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html';
const provider = 'terraform-provider-aws internal/service/sns/topic.go';

const text: Row = { kind: 'text', source: provider };
const feedback = ['application', 'firehose', 'http', 'lambda', 'sqs'].flatMap((kind): [string, Row][] => [
  [`${kind}FailureFeedbackRoleArn`, text],
  [`${kind}SuccessFeedbackRoleArn`, text],
  [`${kind}SuccessFeedbackSampleRate`, { kind: 'number', min: 0, max: 100, source: provider }],
]);

export const topic: ResourceTable = {
  type: 'aws:sns/topic:Topic',
  rows: {
    ...Object.fromEntries(feedback),
    archivePolicy: text,
    contentBasedDeduplication: { kind: 'boolean', default: false, source: provider },
    deliveryPolicy: text,
    displayName: {
      kind: 'text',
      max: 100,
      source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
    },
    fifoThroughputScope: text,
    fifoTopic: { kind: 'boolean', default: false, replaces: true, source: provider },
    kmsMasterKeyId: text,
    name: {
      kind: 'text',
      autoName: { max: 256 },
      form: {
        says: 'at most 256 letters, digits, dashes and underscores',
        fits: (name) => /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name),
      },
      replaces: true,
      source: api,
    },
    namePrefix: { kind: 'text', replaces: true, source: provider },
    policy: text,
    region,
    signatureVersion: { kind: 'number', allowed: [1, 2], source: provider },
    tags,
    tracingConfig: text,
  },
  id: (made) => arn('sns', made, String(made.inputs.name)),
  outputs: {
    arn: { value: ({ id }) => id, source: api },
    beginningArchiveTime: { value: () => '', source: provider },
    owner: { value: () => account, source: provider },
    tagsAll,
  },
};
