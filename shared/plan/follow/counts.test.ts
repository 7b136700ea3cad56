import { describe, expect, it } from 'vitest'
import { sampleDirectory } from '../../directory/sample/index.ts'
import type { TaskCount } from '../../ports.ts'
import { before, planOf, task } from '../amendment/given.test-support.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState } from '../plan.ts'
import { countsOf } from './counts.ts'

const directory = sampleDirectory({ units: 40 })
const reformed = sampleDirectory({ units: 40, reform: true })
const ISSUED = '2025-03-03'
const asked = { due: before('2025-09-25'), executing: ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'] }
const plan: PlanState = {
  ...planOf([task('1', 'Gửi hồ sơ', asked)]),
  issuerUnit: 'unt_so-gddt-ha-noi',
  issuedAt: `${ISSUED}T02:00:00.000Z`,
}
const [only] = plan.tasks
if (only === undefined) throw new Error('no task')
const first = executorsOf(plan, only, directory, ISSUED)

/** Its counters say that of those first asked seven have handed in; its rows, that one of them did. */
function boardOf(expected: number) {
  const counts: TaskCount = { key: '1', expected, draft: 0, submitted: 7, returned: 0, accepted: 0, withdrawn: 0, late: 0 }
  const asks: string[] = []
  const [unit = ''] = first
  const board = {
    async tasks() {
      asks.push('tasks')
      return [counts]
    },
    async units() {
      asks.push('units')
      return { items: [{ unit, tasks: { 1: { version: 2, state: 'submitted' as const, late: false } } }] }
    },
  }
  return { board, asks }
}

const countedOn = async (day: string, of = directory, expected: number = first.size, given: PlanState = plan) => {
  const { board, asks } = boardOf(expected)
  const [counted] = await countsOf(given, await board.tasks(), of, board, day)
  return { asks, expected: counted?.counts.expected, submitted: counted?.counts.submitted }
}

describe('how far a task is', () => {
  it('is read off the counters while the directory names the same units: one query, however many units', async () => {
    expect(await countedOn('2025-06-30')).toEqual({ asks: ['tasks'], expected: first.size, submitted: 7 })
  })

  it('is counted anew from the rows once units are gone, or others were counted', async () => {
    const then = executorsOf(plan, only, reformed, '2025-07-01').size
    expect(then).toBeLessThan(first.size)
    expect(await countedOn('2025-07-01', reformed)).toEqual({ asks: ['tasks', 'units'], expected: then, submitted: expect.any(Number) })
    expect(await countedOn('2025-06-30', directory, first.size + 1)).toEqual({
      asks: ['tasks', 'units'],
      expected: first.size,
      submitted: 1,
    })
  })

  it('is told of a draft too, of which the board knows nothing', async () => {
    const { issuedAt: _issuedAt, ...draft } = plan
    expect((await countedOn('2025-03-01', directory, 0, draft)).expected).toBe(first.size)
  })
})
