import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Unit, UnitId, UnitType } from '../../directory/model.ts'
import { sampleDirectory } from '../../directory/sample/index.ts'
import { type Directory, directoryOf } from '../../directory/snapshot.ts'
import { memoryBoard } from '../../memory/board.ts'
import { before, planOf, task } from '../amendment/given.test-support.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState } from '../plan.ts'
import { countsOf, rowsOf } from './counts.ts'

const directory = sampleDirectory({ units: 40 })
const ISSUED = '2025-03-03'
const asked = { due: before('2025-09-25'), executing: ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'] }
const plan: PlanState = {
  ...planOf([task('1', 'Gửi hồ sơ', asked)]),
  issuerUnit: 'unt_so-gddt-ha-noi',
  issuedAt: `${ISSUED}T02:00:00.000Z`,
}
const askedOn = (day: string, of: Directory) => plan.tasks.map((one) => executorsOf(plan, one, of, day))[0] ?? new Set<UnitId>()
const first = askedOn(ISSUED, directory)

/** A unit in another state, whatever the days say: a correction, as imports make them. */
function withUnit(of: Directory, id: UnitId, change: Partial<Unit>): Directory {
  const units = of.units.map((unit) => (unit.id === id ? { ...unit, ...change } : unit))
  return directoryOf(units, of.groups, of.people)
}

async function boardWith(handedIn: Iterable<string>) {
  const board = memoryBoard()
  for (const unit of handedIn)
    await board.record(plan.planId, [{ key: '1', unit, version: 1, state: 'submitted', late: false, day: '2025-03-04' }])
  return board
}

const countedOn = async (day: string, of: Directory, handedIn: Iterable<string> = []) => {
  const [counted] = countsOf(plan, of, await rowsOf(await boardWith(handedIn), plan), day)
  return { expected: counted?.counts.expected, submitted: counted?.counts.submitted }
}

describe('how far a task is', () => {
  const [one, other] = [...first] as [UnitId, UnitId]

  it('is told of those who are asked today and of nobody else, though their numbers be equal', async () => {
    const school = directory.units.find(({ id, type }) => type === 'school' && !first.has(id))
    if (school === undefined) throw new Error('no school')
    const swapped = withUnit(withUnit(directory, one, { type: 'outside' }), school.id, { type: 'dvtt', parent: 'unt_so-gddt-ha-noi' })
    expect(askedOn('2025-06-30', swapped).size).toBe(first.size)
    expect(await countedOn('2025-06-30', swapped, [one, other])).toEqual({ expected: first.size, submitted: 1 })
  })

  it('leaves out who came after the issue, handed in and went', async () => {
    expect(await countedOn('2025-06-30', directory, [one, 'unt_gone-since'])).toEqual({ expected: first.size, submitted: 1 })
  })

  it('counts of whoever is asked today who of them has handed in, whatever became of the directory', async () => {
    const ids = directory.units.map(({ id }) => id)
    const someone = fc.constantFrom(...ids)
    const change: fc.Arbitrary<Partial<Unit>> = fc.oneof(
      fc.constantFrom<UnitType>('dvtt', 'pgd', 'school', 'outside').map((type) => ({ type })),
      someone.map((parent) => ({ parent })),
      fc.constantFrom('2025-03-10', '2025-04-30', '2026-01-01').map((validTo) => ({ validTo })),
      fc.record({ validFrom: fc.constantFrom('2025-03-20', '2025-12-01') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(someone, change), { maxLength: 6 }), fc.uniqueArray(someone), async (changes, handedIn) => {
        // Who issued the plan goes on, and under nobody.
        const kept = changes.filter(([id]) => id !== plan.issuerUnit)
        const now = kept.reduce((of, [id, changed]) => withUnit(of, id, changed), directory)
        const today = askedOn('2025-05-05', now)
        const submitted = handedIn.filter((unit) => today.has(unit)).length
        expect(await countedOn('2025-05-05', now, handedIn)).toEqual({ expected: today.size, submitted })
      }),
      { numRuns: 60 },
    )
  })

  it('is told of a draft too, of which the board knows nothing', async () => {
    const { issuedAt: _issuedAt, ...draft } = plan
    expect(countsOf(draft, directory, [], '2025-03-01').map(({ counts }) => counts.expected)).toEqual([first.size])
  })
})
