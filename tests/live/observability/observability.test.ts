// Alerts and dashboard: taken by Prometheus' own tool, and made of metrics that the real exporter and the client emit.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { Registry } from 'prom-client';
import { collectMetrics } from '../../../client/observe/metrics.ts';
import { dashboard } from '../../../observability/dashboard.ts';
import { generatedFiles } from '../../../observability/files.ts';
import { unpacked } from '../../debian/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';

const folder = path.resolve(import.meta.dirname, '../../../observability');
const tools = await unpacked('prometheus', 'prometheus-redis-exporter');

describe('observability/', () => {
  it('is what `npm run observability` writes', async () => {
    for (const [name, text] of Object.entries(generatedFiles()))
      expect(await readFile(path.join(folder, name), 'utf8'), `${name}: run npm run observability`).to.equal(
        text,
      );
  });

  it('has panels that stand beside each other and know their source', () => {
    const panels = dashboard().panels as {
      id: number;
      gridPos: { x: number; y: number; w: number; h: number };
    }[];
    expect(new Set(panels.map(({ id }) => id)).size).to.equal(panels.length);
    const taken = new Set<string>();
    for (const { id, gridPos } of panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(x, `panel ${id}`).to.be.below(24);
          expect(taken.has(`${x},${y}`), `panel ${id} at ${x},${y}`).to.equal(false);
          taken.add(`${x},${y}`);
        }
  });

  if ('missing' in tools) {
    it(`promtool and the exporter: ${tools.missing}`);
    return;
  }

  it('is accepted by promtool, and each alert fires when it shall', async () => {
    const promtool = path.join(tools.bin, 'promtool');
    await execa(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', path.join(folder, 'alerts.yaml')]);
    await execa(promtool, ['test', 'rules', path.join(folder, 'alerts.test.yaml')]);
  });

  it('has queries that Prometheus can read', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'redis-ha-rules-'));
    const rules = queries().map((expr, index) => ({
      record: `q${index}`,
      expr: expr.replaceAll('$namespace', 'redis').replaceAll('$instance', 'main'),
    }));
    const file = path.join(place, 'rules.yaml');
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    await execa(path.join(tools.bin, 'promtool'), ['check', 'rules', file]);
    await rm(place, { recursive: true });
  });

  describe('names no metric', () => {
    const processes: ChildProcess[] = [];
    let place: string;
    let emitted: Set<string>;

    before(async () => {
      place = await mkdtemp(path.join(tmpdir(), 'redis-ha-metrics-'));
      const port = await freePorts(5);
      const [server, replica, sentinel, ofServer, ofSentinel] = [0, 1, 2, 3, 4].map((i) => port + i);
      const common = ['--bind', '127.0.0.1', '--save', '', '--dir', place];
      const redis = (...flags: string[]) => start('redis-server', flags);
      redis('--port', `${server}`, '--appendonly', 'yes', ...common);
      redis(
        '--port',
        `${replica}`,
        '--replicaof',
        '127.0.0.1',
        `${server}`,
        '--appenddirname',
        'replica',
        ...common,
      );
      const file = path.join(place, 'sentinel.conf');
      await writeFile(
        file,
        `port ${sentinel}\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 ${server} 1\n`,
      );
      redis(file, '--sentinel');
      const names: string[] = [];
      for (const [of, at] of [
        [server, ofServer],
        [replica, ofServer],
        [sentinel, ofSentinel],
      ]) {
        const exporter = start(path.join(tools.bin, 'prometheus-redis-exporter'), [
          '-redis.addr',
          `redis://127.0.0.1:${of}`,
          '-web.listen-address',
          `127.0.0.1:${at}`,
        ]);
        const wanted =
          of === server ? 'connected_slave_lag' : of === replica ? 'master_link_up' : 'ok_slaves';
        let text = '';
        await until(async () => {
          text = await fetch(`http://127.0.0.1:${at}/metrics`).then(
            (answer) => answer.text(),
            () => '',
          );
          return text.includes(`redis_${wanted}`) || text.includes(`redis_sentinel_master_${wanted}`);
        }, `the exporter shows ${wanted}`);
        names.push(...(text.match(/^redis_\w+/gm) ?? []));
        exporter.kill('SIGKILL');
        await once(exporter, 'exit');
      }
      const registry = new Registry();
      collectMetrics({}, { registry });
      const own = registry.getMetricsAsArray().flatMap(({ name }) => [name, `${name}_bucket`]);
      emitted = new Set([...names, ...own]);
    });

    after(async () => {
      for (const child of processes) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(place, { recursive: true, force: true });
    });

    it('that nobody emits', async () => {
      const alerts = await readFile(path.join(folder, 'alerts.yaml'), 'utf8');
      const expressions = [...queries(), ...(alerts.match(/expr: .*/g) ?? [])];
      const named = new Set(expressions.flatMap((expr) => expr.match(/\bredis_\w+/g) ?? []));
      expect(named.size).to.be.above(20);
      expect([...named].filter((name) => !emitted.has(name))).to.deep.equal([]);
    });

    function start(program: string, flags: string[]): ChildProcess {
      const child = spawn(program, flags, { stdio: 'ignore' });
      processes.push(child);
      return child;
    }
  });
});

function queries(): string[] {
  return (dashboard().panels as { targets?: { expr: string }[] }[]).flatMap(({ targets = [] }) =>
    targets.map(({ expr }) => expr),
  );
}
