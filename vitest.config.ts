import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

/** Pure or behind an interface: these files may share a worker, and save its start and their imports. */
const rules = [
  '{cli,events,shared,functions,web}/**/*.test.ts',
  'infra/*.test.ts',
  'tests/{api,contract,portal,reading,wiring}/**/*.test.ts',
]
/** These start machines, whose clock is the clock of their worker. */
const machines = ['infra/local/**/*.test.ts', 'tests/{browser,local-cloud,simulation}/**/*.test.ts']

export default defineConfig({
  test: {
    reporters: ['default', './tests/count-reporter.ts'],
    // One more than the smallest machine has cores: a file that starts a machine or a browser waits for a fifth of its time.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
      { extends: true, test: { name: 'machines', include: machines } },
    ],
    globalSetup: ['tests/surroundings.ts', 'tests/run-folder.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    testTimeout: 30_000,
  },
})
