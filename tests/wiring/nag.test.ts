import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, test } from 'vitest'
import { assembly } from './assembly.ts'

describe('cdk-nag, AwsSolutions', () => {
  test.each(['data', 'doors', 'system', 'watch'] as const)(
    'finds nothing in the %s stack that is not acknowledged with its reason',
    (name) => {
      const { app, [name]: stack } = assembly()
      const { violations } = new AwsSolutionsChecks(app).validateScope(stack)
      const found = violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      )
      expect(found).toEqual([])
    },
  )
})
