/** What every board promises: a row for each unit with its newest standings, however often and in whatever order it is told. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Board, Standing, StandingState, UnitRow } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'
import { pagesSuite } from './pages.suite.ts'

const STATES: readonly StandingState[] = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn']
const UNIT = 'unt_thpt-cay-da'

export interface BoardSuiteOptions {
  /** Runs of each property: the real board is slower than its twin. */
  readonly runs: number
}

export function boardSuite(board: () => Board, { runs }: BoardSuiteOptions): void {
  const standing = (change: Partial<Standing> = {}): Standing => ({
    key: '8',
    unit: UNIT,
    version: 1,
    state: 'draft',
    late: false,
    ...change,
  })
  const rows = async (plan: string) => (await board().units(plan)).items

  it('shows nothing before anybody has done anything', async () => {
    expect(await rows(fresh('pln_b'))).toEqual([])
  })

  it('shows the newest standing of a unit, and on which day it came', async () => {
    const plan = fresh('pln_b')
    await board().record(plan, [standing()])
    await board().record(plan, [standing({ version: 2, state: 'submitted', late: true, day: '2021-03-20' })])
    expect(await rows(plan)).toEqual([{ unit: UNIT, tasks: { '8': { version: 2, state: 'submitted', late: true, day: '2021-03-20' } } }])
    await board().record(plan, [standing({ version: 3, state: 'returned' })])
    expect(await rows(plan)).toEqual([{ unit: UNIT, tasks: { '8': { version: 3, state: 'returned', late: false } } }])
  })

  it('takes no notice of an older or repeated version', async () => {
    const plan = fresh('pln_b')
    await board().record(plan, [standing({ version: 5, state: 'submitted' })])
    await board().record(plan, [standing({ version: 4, state: 'draft' })])
    await board().record(plan, [standing({ version: 5, state: 'submitted' })])
    expect(await rows(plan)).toEqual([{ unit: UNIT, tasks: { '8': { version: 5, state: 'submitted', late: false } } }])
  })

  it('shows all who hand in a task at the same instant', async () => {
    const plan = fresh('pln_b')
    const units = Array.from({ length: 16 }, (_, index) => `unt_${index}`)
    await Promise.all(units.map((unit) => board().record(plan, [standing({ unit, state: 'submitted' })])))
    expect((await rows(plan)).map(({ unit }) => unit)).toEqual(units.toSorted())
  })

  it('keeps what a unit does in several tasks at the same instant, and several units at once', async () => {
    const plan = fresh('pln_b')
    const changes = ['unt_a', 'unt_b', 'unt_c'].flatMap((unit) => ['8', '9'].map((key) => standing({ unit, key, state: 'submitted' })))
    await Promise.all(changes.map((change) => board().record(plan, [change])))
    const submitted = { version: 1, state: 'submitted', late: false }
    expect(await rows(plan)).toEqual(['unt_a', 'unt_b', 'unt_c'].map((unit) => ({ unit, tasks: { '8': submitted, '9': submitted } })))
  })

  it('keeps plans apart', async () => {
    const [one, two] = [fresh('pln_b'), fresh('pln_b')]
    await board().record(one, [standing({ state: 'submitted' })])
    expect(await rows(two)).toEqual([])
  })

  it('lists units sorted, in pages, each once', async () => {
    const plan = fresh('pln_b')
    const units = ['unt_c', 'unt_a', 'unt_e', 'unt_b', 'unt_d']
    for (const unit of units) await board().record(plan, [standing({ unit })])
    for (const entriesMax of [1, 2, 5, 6]) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await board().units(plan, { entriesMax, after })
        expect(page.items.length).toBeLessThanOrEqual(entriesMax)
        seen.push(...page.items.map(({ unit }) => unit))
        after = page.next
      } while (after !== undefined)
      expect(seen).toEqual(units.toSorted())
    }
  })

  describe('a page of units', () =>
    pagesSuite(
      async (plan, units) => {
        for (const unit of units) await board().record(plan, [standing({ unit })])
      },
      (plan, options) => board().units(plan, options),
    ))

  it('equals the newest standings, whatever is repeated, reordered or told together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(told(), { maxLength: 4 }), { maxLength: 5 }), async (batches) => {
        const plan = fresh('pln_b')
        for (const batch of batches) await board().record(plan, batch)
        expect(await rows(plan)).toEqual(newestOf(batches.flat()))
      }),
      { numRuns: runs },
    )
  })
}

/** A version has one standing, so the state follows from unit, task and version. */
function told(): fc.Arbitrary<Standing> {
  return fc
    .record({ key: fc.constantFrom('1', '2'), unit: fc.constantFrom('unt_a', 'unt_b', 'unt_c'), version: fc.integer({ min: 1, max: 6 }) })
    .map((of) => ({
      ...of,
      state: STATES[(of.version * 7 + of.unit.charCodeAt(4) + Number(of.key)) % STATES.length] ?? 'draft',
      late: of.version > 3,
    }))
}

function newestOf(changes: readonly Standing[]): UnitRow[] {
  const rows = new Map<string, Record<string, UnitRow['tasks'][string]>>()
  for (const { unit, key, ...standing } of changes.toSorted((one, other) => one.version - other.version))
    rows.set(unit, { ...rows.get(unit), [key]: standing })
  return [...rows].map(([unit, tasks]) => ({ unit, tasks })).toSorted((one, other) => (one.unit < other.unit ? -1 : 1))
}
