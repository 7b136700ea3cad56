import { beforeEach, describe, expect, it } from 'vitest'
import { countProgress } from '../../assignment/count-progress.ts'
import { memoryBoard } from '../../memory/board.ts'
import { movedClock, seededNumbers } from '../../memory/clock.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import { memoryRegisters } from '../../memory/registers.ts'
import type { Board } from '../../ports.ts'
import { OTHER_PGD, PGD } from '../cascade/cascade.test-support.ts'
import { openBoard } from '../course/open-board.ts'
import { updateBoard } from './update-board.ts'
import {
  ALL,
  type AmendingWorld,
  amendedEvents,
  amendingWorld,
  amendWith,
  type Edit,
  handIn,
  ISSUED_AT,
  issuedEvent,
  ONE,
  PLAN,
  planIn,
} from './world.test-support.ts'

const NOW = '2021-02-01T02:00:00.000Z'
let world: AmendingWorld

beforeEach(async () => {
  world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) })
  world.clock.moveTo(NOW)
})

const asks = (key: string, ...executing: string[]): Edit => ({ type: 'task', key, with: { executing } })

type Telling = (board: Board) => Promise<void>

const issuing: Telling = (board) => openBoard(issuedEvent(world), { ...world, board, registers: memoryRegisters() })
const handedIn =
  (key: string, unit: string): Telling =>
  (board) =>
    countProgress({ data: { planId: PLAN, key, unit }, metadata: issuedEvent(world).metadata }, { ...world, board })
const amending = (): Telling[] =>
  amendedEvents(world).map((event) => (board) => updateBoard(event, { ...world, board, registers: memoryRegisters() }))

/** What the pages show: for each task of the plan, what it expects and how many have handed in. */
async function counted(board: Board) {
  const tasks = new Map((await board.tasks(PLAN)).map((count) => [count.key, count]))
  return (await planIn(world))?.tasks.map(({ key }) => {
    const { expected, submitted, days } = tasks.get(key) ?? {}
    return { key, expected, submitted, days }
  })
}

async function told(...tellings: readonly Telling[]) {
  const board = memoryBoard()
  for (const telling of tellings) await telling(board)
  return counted(board)
}

function* orders<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield []
  for (const [place, item] of items.entries()) for (const rest of orders(items.toSpliced(place, 1))) yield [item, ...rest]
}

describe('the board after amendments', () => {
  it('expects who is asked now, counts whom it is asked of, and keeps what a released unit did', async () => {
    await handIn(world, '2', PGD)
    await handIn(world, '2', OTHER_PGD)
    await amendWith(world, 'pln_1', asks('2', ONE), { type: 'remove-task', key: '3', reason: 'Không tổ chức' })
    const board = memoryBoard()
    for (const telling of [issuing, handedIn('2', PGD), handedIn('2', OTHER_PGD), ...amending()]) await telling(board)
    expect(await counted(board)).toEqual([
      { key: '1', expected: 2, submitted: 0, days: undefined },
      { key: '2', expected: 1, submitted: 1, days: { '2021-02-01': 1 } },
    ])
    const released = (await board.units(PLAN)).items.find(({ unit }) => unit === OTHER_PGD)
    expect(released).toMatchObject({ tasks: { 2: { state: 'submitted' } }, asked: { 2: { asked: false, edition: 1 } } })
  })

  it('is the same in all 720 orders of issuing, releasing, asking again, withdrawing, and what units hand in', async () => {
    await handIn(world, '2', PGD)
    await handIn(world, '2', OTHER_PGD)
    await amendWith(world, 'pln_1', asks('2', ONE))
    await amendWith(world, 'pln_2', asks('1', ONE), { type: 'remove-task', key: '3', reason: 'Không tổ chức' })
    await amendWith(world, 'pln_3', asks('2', ALL))
    const tellings = [issuing, ...amending(), handedIn('2', PGD), handedIn('2', OTHER_PGD)]
    let count = 0
    for (const order of orders(tellings)) {
      count += 1
      expect(await told(...order), `in the order ${order.map((one) => tellings.indexOf(one)).join(' ')}`).toEqual([
        { key: '1', expected: 1, submitted: 0, days: undefined },
        { key: '2', expected: 2, submitted: 2, days: { '2021-02-01': 2 } },
      ])
    }
    expect(count).toBe(720)
  })

  it('is the same when anything is told again, later, and in between', async () => {
    await handIn(world, '2', PGD)
    await handIn(world, '2', OTHER_PGD)
    await amendWith(world, 'pln_1', asks('2', ONE), asks('1', ONE))
    await amendWith(world, 'pln_2', asks('2', 'Phòng GDĐT quận Khác'))
    const tellings = [issuing, ...amending(), handedIn('2', PGD), handedIn('2', OTHER_PGD)]
    const once = await told(...tellings)
    expect(once?.[1]).toMatchObject({ key: '2', expected: 1, submitted: 1 })
    for (let seed = 1; seed <= 100; seed += 1) {
      const chance = seededNumbers(seed)
      const again = Array.from({ length: 12 }, () => tellings[Math.floor(chance() * tellings.length)] ?? issuing)
      const order = [...again, ...tellings].toSorted(() => chance() - 0.5)
      expect(await told(...order), `seed ${seed}`).toEqual(once)
    }
  })
})
