/** What every board promises: counters that equal a recount, however often and in whatever order it is told. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Board, Standing, StandingState, TaskCount } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'
import { pagesSuite } from './pages.suite.ts'

const STATES: readonly StandingState[] = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn']
const zero = { draft: 0, submitted: 0, returned: 0, accepted: 0, withdrawn: 0, late: 0 }

export interface BoardSuiteOptions {
  /** Runs of each property: the real board is slower than its twin. */
  readonly runs: number
}

export function boardSuite(board: () => Board, { runs }: BoardSuiteOptions): void {
  const standing = (change: Partial<Standing> = {}): Standing => ({
    key: '8',
    unit: 'unt_thpt-cay-da',
    version: 1,
    state: 'draft',
    late: false,
    ...change,
  })

  it('shows what each task expects before anybody has done anything', async () => {
    const plan = fresh('pln_b')
    const expected = Array.from({ length: 30 }, (_, index) => ({ key: String(index + 1), units: index }))
    await board().expect(plan, expected, 0)
    const tasks = await board().tasks(plan)
    expect(tasks.toSorted((left, right) => Number(left.key) - Number(right.key))).toEqual(
      expected.map(({ key, units }) => ({ key, expected: units, ...zero })),
    )
    expect((await board().units(plan)).items).toEqual([])
  })

  it('can be told twice what a task expects; the last word counts and no counter is lost', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 10 }], 0)
    await board().record(plan, [standing({ state: 'submitted' })])
    await board().expect(plan, [{ key: '8', units: 12 }], 0)
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 12, ...zero, submitted: 1 }])
  })

  it('counts a standing that comes before the expectation', async () => {
    const plan = fresh('pln_b')
    await board().record(plan, [standing({ state: 'submitted', late: true })])
    await board().expect(plan, [{ key: '8', units: 1 }], 0)
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 1, ...zero, submitted: 1, late: 1 }])
  })

  it('moves a unit from one counter to the other', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 2 }], 0)
    await board().record(plan, [standing()])
    await board().record(plan, [standing({ version: 2, state: 'submitted', late: true })])
    await board().record(plan, [standing({ version: 3, state: 'accepted', late: true })])
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 2, ...zero, accepted: 1, late: 1 }])
    expect((await board().units(plan)).items).toEqual([
      { unit: 'unt_thpt-cay-da', tasks: { '8': { version: 3, state: 'accepted', late: true } } },
    ])
  })

  it('knows on which days those came that are handed in now', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 3 }], 0)
    const [one, two] = ['2021-03-20', '2021-03-22']
    await board().record(plan, [
      standing({ unit: 'unt_a', state: 'submitted', day: one }),
      standing({ unit: 'unt_b', state: 'submitted', day: one }),
      standing({ unit: 'unt_c', state: 'submitted', day: one }),
    ])
    await board().record(plan, [standing({ unit: 'unt_b', version: 2, state: 'returned' })])
    await board().record(plan, [standing({ unit: 'unt_c', version: 2, state: 'accepted', day: one })])
    await board().record(plan, [standing({ unit: 'unt_b', version: 3, state: 'submitted', day: two })])
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 3, ...zero, submitted: 2, accepted: 1, days: { [one]: 2, [two]: 1 } }])
    await board().ask(plan, [{ key: '8', unit: 'unt_b', asked: false }], 1)
    expect((await board().tasks(plan))[0]?.days).toEqual({ [one]: 2 })
  })

  it('counts all who hand in a task at the same instant', async () => {
    const plan = fresh('pln_b')
    const units = Array.from({ length: 16 }, (_, index) => `unt_${index}`)
    await board().expect(plan, [{ key: '8', units: units.length }], 0)
    await Promise.all(units.map((unit) => board().record(plan, [standing({ unit, state: 'submitted' })])))
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: units.length, ...zero, submitted: units.length }])
  })

  it('takes no notice of an older or repeated version', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 1 }], 0)
    await board().record(plan, [standing({ version: 5, state: 'submitted' })])
    await board().record(plan, [standing({ version: 4, state: 'draft' })])
    await board().record(plan, [standing({ version: 5, state: 'submitted' })])
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 1, ...zero, submitted: 1 }])
  })

  it('knows what lay between two equal standings as older, however late it is told', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 1 }], 0)
    await board().record(plan, [standing({ version: 2, state: 'submitted' })])
    await board().record(plan, [standing({ version: 5, state: 'submitted' })])
    await board().record(plan, [standing({ version: 3, state: 'returned' })])
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 1, ...zero, submitted: 1 }])
  })

  it('keeps plans apart', async () => {
    const [one, two] = [fresh('pln_b'), fresh('pln_b')]
    await board().record(one, [standing({ state: 'submitted' })])
    await board().expect(two, [{ key: '8', units: 1 }], 0)
    expect(await board().tasks(two)).toEqual([{ key: '8', expected: 1, ...zero }])
    expect((await board().units(two)).items).toEqual([])
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

  it('counts right when told of several tasks of one unit, and of several units, at once', async () => {
    const plan = fresh('pln_b')
    await board().expect(
      plan,
      [
        { key: '8', units: 3 },
        { key: '9', units: 3 },
      ],
      0,
    )
    const changes = ['unt_a', 'unt_b', 'unt_c'].flatMap((unit) => ['8', '9'].map((key) => standing({ unit, key, state: 'submitted' })))
    await Promise.all(changes.map((change) => board().record(plan, [change])))
    expect(await board().tasks(plan)).toEqual(['8', '9'].map((key) => ({ key, expected: 3, ...zero, submitted: 3 })))
  })

  it('counts no unit that was released from a task, whenever it did what it did, and counts it again when asked again', async () => {
    const plan = fresh('pln_b')
    await board().expect(plan, [{ key: '8', units: 3 }], 0)
    await board().record(plan, [standing({ state: 'submitted', late: true })])
    await board().ask(
      plan,
      [
        { key: '8', unit: 'unt_thpt-cay-da', asked: false },
        { key: '8', unit: 'unt_b', asked: false },
      ],
      1,
    )
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 3, ...zero }])
    // Heard of late: it is kept, and not counted.
    await board().record(plan, [standing({ unit: 'unt_b', state: 'submitted' })])
    await board().record(plan, [standing({ version: 2, state: 'accepted', late: true })])
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 3, ...zero }])
    await board().ask(plan, [{ key: '8', unit: 'unt_thpt-cay-da', asked: true }], 2)
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 3, ...zero, accepted: 1, late: 1 }])
  })

  it('takes no notice of an older or repeated edition', async () => {
    const plan = fresh('pln_b')
    const ask = (asked: boolean, edition: number) => board().ask(plan, [{ key: '8', unit: 'unt_thpt-cay-da', asked }], edition)
    await board().record(plan, [standing({ state: 'submitted' })])
    await board().expect(plan, [{ key: '8', units: 7 }], 2)
    await ask(true, 2)
    await ask(false, 1)
    await board().expect(plan, [{ key: '8', units: 9 }], 1)
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 7, ...zero, submitted: 1 }])
    await ask(false, 3)
    await ask(false, 3)
    expect(await board().tasks(plan)).toEqual([{ key: '8', expected: 7, ...zero }])
  })

  it('equals a recount of the newest standings, whatever is repeated or reordered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told(), { maxLength: 14 }), async (changes) => {
        const plan = fresh('pln_b')
        await board().expect(
          plan,
          [
            { key: '1', units: 3 },
            { key: '2', units: 3 },
          ],
          0,
        )
        for (const change of changes) await board().record(plan, [change])
        expect(await board().tasks(plan)).toEqual(recount(['1', '2'], changes))
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

function recount(keys: readonly string[], changes: readonly Standing[]): TaskCount[] {
  return keys.map((key) => {
    const newest = new Map<string, Standing>()
    for (const change of changes) {
      if (change.key === key && change.version > (newest.get(change.unit)?.version ?? 0)) newest.set(change.unit, change)
    }
    const count = { key, expected: 3, ...zero }
    for (const { state, late } of newest.values()) {
      count[state] += 1
      if (late) count.late += 1
    }
    return count
  })
}
