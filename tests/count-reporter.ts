/** The last line of a test run: how many passed and failed, alone on a line, for whoever reads only that. */
import type { Reporter, TestModule } from 'vitest/node'

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let [passed, failed] = [0, 0]
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      failed += tests.filter((test) => test.result().state === 'failed').length
      // A file that could not even be loaded has no test that could fail.
      if (tests.length === 0 && !module.ok()) failed += 1
    }
    console.log(`\n${passed} passed, ${failed} failed`)
  }
}
