import { expect, test } from 'vitest'
import { publicEvents, publicNames } from './bulletin.ts'

test('the names of the contract are those of its events', () => {
  expect(publicNames).toEqual(publicEvents.map(({ name }) => name))
})
