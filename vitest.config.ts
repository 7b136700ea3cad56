import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{events,shared,functions,infra,web}/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: 'tests/run-folder.ts',
    reporters: ['default', './tests/count-reporter.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
