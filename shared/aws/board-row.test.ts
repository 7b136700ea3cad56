import { expect, it } from 'vitest'
import type { UnitRow } from '../ports.ts'
import { rowText, standingsIn } from './board-row.ts'

it.each<[string, UnitRow['tasks']]>([
  ['a unit that nothing is known of', {}],
  ['a draft', { '1': { version: 1, state: 'draft', late: false } }],
  [
    'much at once',
    {
      '1': { version: 12, state: 'submitted', late: false, day: '2021-03-24' },
      '6.1': { version: 3, state: 'accepted', late: true, day: '2021-04-01' },
      B2: { version: 4, state: 'withdrawn', late: true },
      '25': { version: 5, state: 'returned', late: false },
    },
  ],
])('%s is read as it was written', (_what, standings) => {
  expect(standingsIn(rowText(standings))).toEqual(standings)
})

// A query ends after one megabyte, of which keys take 100 bytes a row.
it('of twenty-five tasks handed in, 3,000 rows fit into one query', () => {
  const day = '2021-03-24'
  const standings = Object.fromEntries(
    Array.from({ length: 25 }, (_, at) => [String(at + 1), { version: 14, state: 'submitted' as const, late: false, day }]),
  )
  expect(rowText(standings).length + 100).toBeLessThan(1_048_576 / 3_000)
})

it('what is not ours is a fault, not an empty row', () => {
  expect(() => standingsIn('1=2x')).toThrow('1=2x')
})
