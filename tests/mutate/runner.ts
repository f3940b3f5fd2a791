// Runs mocha for Stryker within one process, mutant after mutant: a process for each would make an hour of minutes.
// Stryker's own runner asks mocha 12 for files that it no longer has (stryker-js, mocha-runner/src/lib-wrapper.ts).

import { glob } from 'node:fs/promises';
import path from 'node:path';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, type Injector, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** What the instrumented files read and write. Its name is the one that Stryker gives to them. */
const shared = globalThis as typeof globalThis & { __stryker__?: InstrumenterContext };

class InOneProcess implements TestRunner {
  readonly #mocha = new Mocha({ timeout: 0, reporter: class {} as never });
  readonly #specs: string[];
  readonly #context: InstrumenterContext;
  #loaded = false;

  constructor(specs: string[]) {
    this.#specs = specs;
    shared.__stryker__ ??= {};
    this.#context = shared.__stryker__;
  }

  /** What is loaded once cannot be loaded again: for what runs while it loads, Stryker takes another process. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    this.#mocha.cleanReferencesAfterRun(false);
    for await (const file of glob(this.#specs)) this.#mocha.addFile(path.resolve(file));
    const context = this.#context;
    this.#mocha.suite.beforeEach(function () {
      context.currentTestId = this.currentTest?.fullTitle();
    });
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const result = await this.#run(undefined, 'runtime', false);
    if (result.status !== DryRunStatus.Complete || coverageAnalysis === 'off') return result;
    return { ...result, mutantCoverage: this.#context.mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, mutantActivation, disableBail } = options;
    this.#context.hitLimit = hitLimit;
    this.#context.hitCount = hitLimit === undefined ? undefined : 0;
    const chosen = testFilter?.map((id) => `^${literal(id)}$`).join('|');
    this.#mocha.grep(new RegExp(chosen ?? ''));
    return toMutantRunResult(await this.#run(activeMutant.id, mutantActivation, !disableBail));
  }

  async #run(
    mutant: string | undefined,
    activation: 'static' | 'runtime',
    bail: boolean,
  ): Promise<DryRunResult> {
    try {
      if (!this.#loaded) {
        this.#context.activeMutant = activation === 'static' ? mutant : undefined;
        await this.#mocha.loadFilesAsync();
        this.#loaded = true;
      }
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
    this.#context.activeMutant = mutant;
    bailOut(this.#mocha.suite, bail);
    const tests = await this.#tests();
    const complete: CompleteDryRunResult = { status: DryRunStatus.Complete, tests };
    return determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit) ?? complete;
  }

  #tests(): Promise<TestResult[]> {
    const tests: TestResult[] = [];
    return new Promise((resolve) => {
      const runner = this.#mocha.run(() => resolve(tests));
      runner.on('pass', (test) => tests.push({ ...resultOf(test), status: TestStatus.Success }));
      runner.on('fail', (test, error) =>
        tests.push({ ...resultOf(test), status: TestStatus.Failed, failureMessage: String(error.message) }),
      );
    });
  }
}

function resultOf(test: Mocha.Test | Mocha.Hook): { id: string; name: string; timeSpentMs: number } {
  const name = test.fullTitle();
  return { id: name, name, timeSpentMs: test.duration ?? 0 };
}

/** A text as the regular expression for it alone. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function bailOut(suite: Mocha.Suite, bail: boolean): void {
  suite.bail(bail);
  for (const child of suite.suites) bailOut(child, bail);
}

function inOneProcess(injector: Injector<{ [commonTokens.options]: StrykerOptions }>): TestRunner {
  const options = injector.resolve(commonTokens.options);
  return new InOneProcess((options as StrykerOptions & { specs: string[] }).specs);
}
inOneProcess.inject = [commonTokens.injector] as [typeof commonTokens.injector];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-one-process', inOneProcess)];
