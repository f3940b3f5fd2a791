import type { CoreV1Event, V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readNode, readReplication } from '../../../providers/kubernetes/look/ask.ts';
import { clusterProblems, type Node } from '../../../providers/kubernetes/look/cluster.ts';
import { reasonOf, refusedReason } from '../../../providers/kubernetes/look/reason.ts';

function event(reason: string, message: string, at = '2026-01-01T00:00:00Z'): CoreV1Event {
  return { reason, message, type: 'Warning', lastTimestamp: new Date(at), metadata: {}, involvedObject: {} };
}

function unscheduled(message: string): V1Pod {
  return { status: { conditions: [{ type: 'PodScheduled', status: 'False', message }] } };
}

function waiting(reason: string, message?: string, lastState = {}): V1Pod {
  const status = { name: 'redis', image: 'i', imageID: '', ready: false, restartCount: 0, lastState };
  return {
    spec: { containers: [{ name: 'redis', image: 'registry.example.org/redis:7.0.15' }] },
    status: {
      containerStatuses: [{ ...status, state: { waiting: { reason, ...(message && { message }) } } }],
    },
  };
}

describe('why a pod does not run', () => {
  it('is nothing for one that is ready', () => {
    const pod: V1Pod = { status: { conditions: [{ type: 'Ready', status: 'True' }] } };
    expect(reasonOf(pod, [event('Unhealthy', 'old')])).to.equal(undefined);
  });

  it('names a storage class that is not there, and where it is set', () => {
    const pod = unscheduled('0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.');
    const missing = event('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found');
    expect(reasonOf(pod, [missing]))
      .to.contain('"fast" not found')
      .and.to.contain('kubernetes.storage.className');
  });

  it('tells too few machines from too little memory', () => {
    const few = "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.";
    expect(reasonOf(unscheduled(few), [])).to.contain('kubernetes.separateHosts');
    expect(reasonOf(unscheduled('0/3 nodes are available: 3 Insufficient memory.'), [])).to.contain(
      'memoryGb',
    );
  });

  it('names labels that no machine has, without what the scheduler says of itself', () => {
    const said =
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, " +
      'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
    expect(reasonOf(unscheduled(said), []))
      .to.contain('affinity/selector (no machine has the labels')
      .and.to.contain('kubernetes.nodeSelector');
  });

  it('names the image that a registry refuses', () => {
    const said = reasonOf(waiting('ImagePullBackOff', 'Back-off pulling image:\n  401 Unauthorized'), []);
    expect(said).to.contain('registry.example.org/redis:7.0.15').and.to.contain('401 Unauthorized');
    expect(said).to.contain('kubernetes.imagePullSecrets').and.not.to.contain('\n');
  });

  it('tells a crash from an end for want of memory', () => {
    const crash = waiting('CrashLoopBackOff', undefined, { terminated: { exitCode: 1 } });
    expect(reasonOf(crash, [])).to.contain('exit code 1');
    const full = waiting('CrashLoopBackOff', undefined, {
      terminated: { exitCode: 137, reason: 'OOMKilled' },
    });
    expect(reasonOf(full, [])).to.contain('out of memory').and.to.contain('memoryGb');
  });

  it('is the newest event where only events say it', () => {
    const events = [
      event('FailedMount', 'secret "main-access-1" not found', '2026-01-01T00:01:00Z'),
      event('FailedMount', 'older', '2026-01-01T00:00:00Z'),
      event('Unhealthy', 'probe', '2026-01-01T00:02:00Z'),
    ];
    expect(reasonOf(waiting('ContainerCreating'), events)).to.equal('secret "main-access-1" not found');
  });

  it('is the quota where a pod cannot even be made', () => {
    const refused = event('FailedCreate', 'pods "main-data-0" is forbidden: exceeded quota: small');
    expect(refusedReason([refused]))
      .to.contain('exceeded quota')
      .and.to.contain('raise the quota');
    expect(refusedReason([])).to.equal(undefined);
  });
});

describe('what a server answers about replication', () => {
  it('is its role, its link and how far it is', () => {
    expect(readReplication('# Replication\r\nrole:master\r\nmaster_repl_offset:42\r\n')).to.deep.equal({
      role: 'primary',
      link: 'up',
      offset: 42,
    });
    const replica =
      'role:slave\r\nmaster_link_status:down\r\nmaster_sync_in_progress:1\r\nslave_repl_offset:7\r\n';
    expect(readReplication(replica)).to.deep.equal({ role: 'replica', link: 'syncing', offset: 7 });
    expect(readReplication('NOAUTH Authentication required.')).to.equal(undefined);
  });
});

describe('what the nodes of a cluster say', () => {
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
  const lines = [
    `${ids[0]} 10.0.0.1:6379@16379,one myself,master - 0 0 3 connected 0-5460 [5460->-${ids[1]}]`,
    `${ids[1]} 10.0.0.2:6379@16379,two master - 0 1 2 connected 5461-16383`,
    `${ids[2]} 10.0.0.3:6379@16379,three slave ${ids[0]} 0 1 3 connected`,
  ];
  const primary = ['role:master', 'master_repl_offset:9', 'cluster_state:ok', ...lines].join('\r\n');

  it('is what each has, whom it follows and whether it sees all', () => {
    expect(readNode(primary)).to.include({
      role: 'primary',
      slots: 5461,
      open: true,
      agrees: true,
      known: 3,
    });
    expect(readNode(primary.replace('cluster_state:ok', 'cluster_state:fail'))).to.include({ agrees: false });
    expect(readNode(primary.replace('two master', 'two master,fail?'))).to.include({ agrees: false });
    expect(readNode('NOAUTH Authentication required.')).to.equal(undefined);
  });

  it('calls a replica one that does not know where its primary is yet, which INFO calls a master', () => {
    const [first = '', second = '', third = ''] = lines;
    const turned = [first.replace('myself,', ''), second, third.replace('slave', 'myself,slave')];
    const text = ['role:master', 'master_repl_offset:0', 'cluster_state:ok', ...turned].join('\n');
    expect(readNode(text)).to.include({ role: 'replica', link: 'down', slots: 0, primaryId: ids[0] });
  });

  it('is a sentence for each thing that keeps it from being whole', () => {
    const answer = { link: 'up' as const, offset: 1, open: false, agrees: true, known: 3 };
    const node = (pod: string, shard: number, more: object): Node => ({
      member: { pod, host: pod, shard },
      answer: { ...answer, id: pod, role: 'primary', slots: 0, ...more },
    });
    const whole = [
      node('one', 1, { slots: 8192 }),
      node('two', 1, { role: 'replica', primaryId: 'one' }),
      node('three', 2, { slots: 8192 }),
    ];
    expect(clusterProblems([1, 2], whole)).to.deep.equal([]);
    const apart = node('two', 1, { role: 'replica', primaryId: 'one', link: 'down', agrees: false });
    expect(clusterProblems([1, 2, 3], [whole[0] as Node, apart])).to.deep.equal([
      '8192 of 16384 slots have no primary.',
      'two has lost its link to its primary (down).',
      'Shard 2 has no primary with slots.',
      'Shard 3 has no primary with slots.',
      'Only 1 of 2 nodes see all others and serve.',
    ]);
  });
});
