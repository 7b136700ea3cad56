import { expect, test } from 'vitest'
import { partsThere } from './dossier.ts'

test('each part says how many files are there; papers of another kind count for none', () => {
  const files = ['report', 'other', 'report', 'minutes'].map((component) => ({ component }))
  expect(partsThere(files).map(({ component, files }) => [component, files])).toEqual([
    ['proposal', 0],
    ['report', 2],
    ['minutes', 1],
    ['initiative', 0],
  ])
})
