/** The last line of a test run: how many passed and failed, alone on a line, for whoever reads only that. */
import type { Reporter, TestModule } from 'vitest/node'

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let [passed, failed] = [0, 0]
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state)
      passed += states.filter((state) => state === 'passed').length
      const failures = states.filter((state) => state === 'failed').length
      // A file that could not be loaded, or whose preparations failed, has no test that did.
      failed += failures === 0 && !module.ok() ? 1 : failures
    }
    console.log(`\n${passed} passed, ${failed} failed`)
  }
}
