import { expect, it } from 'vitest'
import { amendmentMade, planAmended } from './plan.ts'

it('a part of an event reads the event, whatever else that holds', () => {
  const { planId, amendment, amendedAt } = planAmended.sample
  expect(amendmentMade).toMatchObject({ name: planAmended.name, version: planAmended.version })
  expect(amendmentMade.data.parse({ ...planAmended.sample, later: 'a field of next year' })).toEqual({ planId, amendment, amendedAt })
})
