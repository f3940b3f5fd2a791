// An answer whose rows are not encoded anew is the same answer on the wire.

import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { encodingRowsOnce } from '../../policy/pack/encodedRows.ts';

const { AnalyzeDiagnostic, AnalyzeResponse, PolicyNotApplicable } = analyzerPb;

const encode = (answer: analyzerPb.AnalyzeResponse) => Buffer.from(answer.serializeBinary());
const word = fc.constantFrom('', 'a', 'b', 'ä\n', 'waived: later');
const content = fc.record({
  messages: fc.array(word, { maxLength: 3 }),
  rows: fc.array(fc.tuple(word, word), { maxLength: 8 }),
});

type Row = analyzerPb.PolicyNotApplicable;

const row = ([rule, reason]: readonly [string, string]): Row =>
  new PolicyNotApplicable().setPolicyName(rule).setReason(reason);

function answerOf(messages: readonly string[], rows: readonly Row[]) {
  return new AnalyzeResponse()
    .setDiagnosticsList(messages.map((message) => new AnalyzeDiagnostic().setMessage(message)))
    .setNotApplicableList([...rows]);
}

describe('an encoded answer', () => {
  it('says the same, whatever has been encoded before', () => {
    const quick = encodingRowsOnce(encode);
    fc.assert(
      fc.property(content, ({ messages, rows }) => {
        const own = rows.map(row);
        for (const some of [own, own.slice(1), own.toReversed()]) {
          const read = AnalyzeResponse.deserializeBinary(quick(answerOf(messages, some))).toObject();
          expect(read).to.deep.equal(answerOf(messages, some).toObject());
        }
      }),
    );
  });

  it('has each row encoded once', () => {
    const encoded: number[] = [];
    const quick = encodingRowsOnce((answer) => {
      encoded.push(answer.getNotApplicableList().length);
      return encode(answer);
    });
    const rows = [row(['a', 'b']), row(['a', 'c'])];
    for (let i = 0; i < 2; i++) quick(answerOf(['wrong'], rows));
    expect(encoded).to.deep.equal([0, 1, 1, 0]);
  });
});
