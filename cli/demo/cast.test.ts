/** What the demo has people do can be done: nobody is in time after the deadline, nobody owes what is handed in already. */
import { describe, expect, it } from 'vitest'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import { before, planOf, task } from '../../shared/plan/amendment/given.test-support.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import { castOf } from './cast.ts'
import { randomOf } from './random.ts'

const directory = sampleDirectory({ units: 40 })

/** Issued in January of a year, with one task for every unit by a day of that year. */
function planDue(issuedAt: string, lastDay: string): PlanState {
  const asked = { due: before(lastDay), executing: ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'] }
  return { ...planOf([task('1', 'Gửi hồ sơ', asked)]), issuerUnit: 'unt_so-gddt-ha-noi', issuedAt }
}

describe('the cast of a year', () => {
  it.each(['2017', '2020', '2021', '2026'])('has nobody who is in time come after the deadline, in %s', (year) => {
    const cast = castOf(planDue(`${year}-01-11T01:00:00.000Z`, `${year}-03-25`), directory, randomOf(2))
    const inTime = cast.filter(({ fate }) => fate === 'in-time')
    expect(inTime.length).toBeGreaterThan(20)
    expect(inTime.filter(({ day }) => day >= `${year}-03-25`)).toEqual([])
  })

  it('has nobody come on the last day where it ends before they would', () => {
    const plan = planDue('2021-01-11T01:00:00.000Z', '2021-01-25')
    const [task] = plan.tasks
    const early = { ...plan, tasks: [{ ...task, due: { ...task?.due, kind: 'before-date', toTime: '07:30' } }] } as PlanState
    const inTime = castOf(early, directory, randomOf(2)).filter(({ fate }) => fate === 'in-time')
    expect(inTime.map(({ day }) => day).filter((day) => day >= '2021-01-25')).toEqual([])
    expect(inTime.length).toBeGreaterThan(20)
  })

  it('leaves out who has handed in already', () => {
    const plan = planDue('2021-01-14T01:00:00.000Z', '2021-03-25')
    const [first] = castOf(plan, directory, randomOf(2))
    if (first === undefined) throw new Error('nobody is asked')
    const others = castOf(plan, directory, randomOf(2), [{ planId: plan.planId, key: first.key, unit: first.unit }])
    expect(others.map(({ unit }) => unit)).not.toContain(first.unit)
    expect(others.length).toBeGreaterThan(20)
  })
})
