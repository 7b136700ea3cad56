import { beforeEach, describe, expect, it } from 'vitest'
import type { Unit } from '../../directory/model.ts'
import { directoryOf } from '../../directory/snapshot.ts'
import { memoryBoard } from '../../memory/board.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import { memoryRegisters } from '../../memory/registers.ts'
import { cascadeDirectory, childText, issue, OTHER_PGD, order, PGD, SCHOOL, SO, SO_TEXT } from '../cascade/cascade.test-support.ts'
import { enterIssued } from '../registers.ts'
import { type OverviewWorld, overviewOf } from './overview.ts'

const directory = cascadeDirectory()
const at = '2021-01-28T02:00:00.000Z'
let world: OverviewWorld

beforeEach(async () => {
  const board = memoryBoard()
  world = { store: memoryEventStore(), board, registers: memoryRegisters() }
  const papers = { store: world.store, directory, at }
  const parent = await issue(papers, 'pln_so', SO, SO_TEXT)
  const child = await issue(papers, 'pln_con', PGD, childText())
  for (const plan of [parent, child]) await enterIssued({ plan, version: 1 }, directory, world.registers)
  await board.record('pln_so', [{ key: '1', unit: PGD, version: 1, state: 'submitted', late: false, day: '2021-01-28' }])
})

describe("a leader's page", () => {
  it('shows where each task of the own plans stands, with a forecast for those that run', async () => {
    const { plans, above } = await overviewOf(SO, directory, world, at)
    expect(above).toEqual([])
    expect(plans.map(({ planId }) => planId)).toEqual(['pln_so'])
    expect(plans[0]?.tasks).toMatchObject([
      { key: '1', state: 'planned', expected: 2, done: 1, forecast: { verdict: 'early', daysLeft: 8 } },
      { key: '2', expected: 2, done: 0, forecast: { verdict: 'early' } },
    ])
  })

  it('takes a task whose last day has passed as closed, and learns its pace', async () => {
    const { plans, pace } = await overviewOf(SO, directory, world, '2021-02-10T02:00:00.000Z')
    expect(plans[0]?.tasks[0]).toMatchObject({ key: '1', state: 'closed', forecast: undefined })
    expect(pace.tasks).toBe(1)
  })

  it('shows the units right below, which of them have issued, and how many below each have', async () => {
    const { units } = await overviewOf(SO, directory, world, at)
    expect(units).toMatchObject([
      { unit: PGD, plans: [{ planId: 'pln_con' }], below: 1, belowIssued: 0 },
      { unit: OTHER_PGD, plans: [], below: 0, belowIssued: 0 },
    ])
  })

  it('goes down: a unit shows its own plans and the way back up', async () => {
    const { plans, above, units } = await overviewOf(PGD, directory, world, at)
    expect(plans.map(({ planId }) => planId)).toEqual(['pln_con'])
    expect(above).toMatchObject([{ unit: SO }])
    expect(units.map(({ unit }) => unit)).toEqual([SCHOOL])
  })

  it('shows whoever took over an office the plans that the office left running', async () => {
    const commune = { ...(directory.unit(OTHER_PGD) as Unit), id: 'unt_ubnd-mau', type: 'ubnd-xa', validFrom: '2021-02-01' } as const
    const close = (unit: Unit): Unit => (unit.id === PGD ? { ...unit, validTo: '2021-01-31', successor: commune.id } : unit)
    const reformed = directoryOf([...directory.units.map(close), commune], [], [])
    const { plans } = await overviewOf(commune.id, reformed, world, '2021-02-01T02:00:00.000Z')
    expect(plans.map(({ planId }) => planId)).toEqual(['pln_con'])
    expect(plans[0]?.tasks[0]).toMatchObject({ expected: 1, done: 0 })
  })

  it('no longer shows the plan of a year that is over and done with', async () => {
    expect((await overviewOf(SO, directory, world, '2021-12-31T02:00:00.000Z')).plans).toHaveLength(1)
    const closed = { type: 'close-task', expected: 2, done: 2 } as const
    for (const key of ['1', '2']) await order(world.store, 'pln_so', '2021-04-01T02:00:00.000Z', { ...closed, key })
    expect((await overviewOf(SO, directory, world, '2022-01-10T02:00:00.000Z')).plans).toEqual([])
  })
})
