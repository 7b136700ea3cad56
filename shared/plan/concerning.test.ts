import { beforeEach, describe, expect, it } from 'vitest'
import type { Unit, UnitId } from '../directory/model.ts'
import { type Directory, directoryOf } from '../directory/snapshot.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import { memoryRegisters } from '../memory/registers.ts'
import type { EventStore, Registers, StreamName } from '../ports.ts'
import { cascadeDirectory, childText, issue, OTHER_PGD, PGD, SCHOOL, SO, SO_TEXT } from './cascade/cascade.test-support.ts'
import { enterAsked, plansConcerning } from './concerning.ts'
import { executorsOf } from './duties.ts'
import type { TaskState } from './plan.ts'

const directory = cascadeDirectory()
const AT = '2021-01-28T02:00:00.000Z'
let store: EventStore
let loaded: StreamName[]
let registers: Registers

beforeEach(() => {
  const memory = memoryEventStore()
  loaded = []
  store = {
    ...memory,
    loadMany: (streams) => {
      loaded.push(...streams)
      return memory.loadMany(streams)
    },
  }
  registers = memoryRegisters()
})

const plansOf = async (unit: UnitId) => (await plansConcerning(unit, directory, { store, registers }, AT)).map(({ planId }) => planId)
const issued = (planId: string, unit: string, text: string) => issue({ store, directory, at: AT }, planId, unit, text)

describe('the plans of a unit', () => {
  it('are its own and those of the units over it; what others issue for themselves is not even read', async () => {
    await issued('pln_so', SO, SO_TEXT)
    await issued('pln_mau', PGD, childText())
    loaded.length = 0
    expect(await plansOf(OTHER_PGD)).toEqual(['pln_so'])
    expect(loaded).toEqual(['plan#pln_so'])
    expect(await plansOf(SCHOOL)).toEqual(['pln_mau', 'pln_so'])
    expect(await plansOf(SO)).toEqual(['pln_so'])
  })

  it('are also those that name it, whoever issued them', async () => {
    const text = childText().replaceAll('Các trường tiểu học\t', 'Phòng GDĐT quận Khác\t')
    const plan = await issued('pln_mau', PGD, text)
    expect(await plansOf(OTHER_PGD)).toEqual([])
    await enterAsked({ plan, version: 3 }, directory, registers)
    expect(await plansOf(OTHER_PGD)).toEqual(['pln_mau'])
    expect(await plansOf(SCHOOL)).toEqual(['pln_mau'])
  })

  it('are entered for nobody, and not in silence, where the directory does not know the issuer', async () => {
    const plan = await issued('pln_mau', PGD, childText())
    const without = directoryOf(
      directory.units.filter(({ id }) => id !== PGD),
      directory.groups,
      directory.people,
    )
    await expect(enterAsked({ plan, version: 3 }, without, registers)).rejects.toThrow(RangeError)
  })

  it('are whole, however many pages they stand on', async () => {
    await issued('pln_so', SO, SO_TEXT)
    await issued('pln_so-2', SO, SO_TEXT)
    const { shelf } = store
    store = { ...store, shelf: (name, options) => shelf(name, { ...options, entriesMax: 1 }) }
    expect(await plansOf(PGD)).toEqual(['pln_so', 'pln_so-2'])
  })
})

describe('a unit whose office was dissolved', () => {
  const closed = { validTo: '2021-02-28' }
  const commune: Unit = {
    ...(directory.unit(PGD) as Unit),
    id: 'unt_ubnd-mau',
    name: 'UBND phường Mẫu',
    type: 'ubnd-xa',
    validFrom: '2021-03-01',
  }
  const reformed = (office: Partial<Unit>, school: Partial<Unit> = {}) =>
    directoryOf(
      [
        ...directory.units.map((unit) => (unit.id === PGD ? { ...unit, ...office } : unit.id === SCHOOL ? { ...unit, ...school } : unit)),
        commune,
      ],
      [],
      [],
    )
  const findsIt = async (changed: Directory) =>
    (await plansConcerning(SCHOOL, changed, { store, registers }, '2021-03-02T02:00:00.000Z')).map(({ planId }) => planId)

  it.each<[string, Directory]>([
    ['nobody took over', reformed(closed)],
    ['a commune took over', reformed({ ...closed, successor: commune.id })],
    ['a commune took over, and the unit was put under it', reformed({ ...closed, successor: commune.id }, { parent: commune.id })],
  ])('still finds the plan by which the office asks it: %s', async (_what, changed) => {
    const plan = await issued('pln_mau', PGD, childText())
    const [, dossiers] = plan.tasks
    expect([...executorsOf(plan, dossiers as TaskState, changed, '2021-03-02')]).toEqual([SCHOOL])
    expect(await findsIt(changed)).toEqual(['pln_mau'])
  })
})
