import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';

type Encode = (answer: analyzerPb.AnalyzeResponse) => Buffer;

/**
 * The same encoding, but a row that was in an answer before is not encoded again. Encoded messages of one kind that follow each other
 * are one message with the rows of both: https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
export function encodingRowsOnce(encode: Encode): Encode {
  const known = new WeakMap<analyzerPb.PolicyNotApplicable, Buffer>();
  return (answer) => {
    const rows = answer.getNotApplicableList();
    const parts = [encode(answer.setNotApplicableList([]))];
    answer.setDiagnosticsList([]);
    for (const row of rows) {
      const bytes = known.get(row) ?? encode(answer.setNotApplicableList([row]));
      known.set(row, bytes);
      parts.push(bytes);
    }
    return Buffer.concat(parts);
  };
}
