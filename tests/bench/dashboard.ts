/** Reading how far a plan is, with 3,000 units and 25 tasks of which every one has been handed in: milliseconds and queries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMachine } from '../../cli/machine.ts'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import { by, planOf, task } from '../../shared/plan/amendment/given.test-support.ts'
import { executorsOf } from '../../shared/plan/duties.ts'
import { progressOf } from '../../shared/plan/follow/follow.ts'
import type { Standing } from '../../shared/ports.ts'

/** Of whom the plan asks all but those of other kinds. */
const SAMPLE_UNITS = 3_035
const TASKS = 25
const READS = 40
const NOW = '2021-06-01T02:00:00.000Z'

export async function benchDashboard(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'thidua-bench-'))
  const machine = await startMachine({ stateDir, clock: { kind: 'held', at: Date.parse(NOW) } })
  try {
    const { board } = machine.world
    const directory = sampleDirectory({ units: SAMPLE_UNITS })
    const asked = { due: by('2021-12-01'), executing: ['Các đơn vị, trường học'] }
    const plan = {
      ...planOf(Array.from({ length: TASKS }, (_, at) => task(String(at + 1), `Việc ${at + 1}`, asked))),
      issuerUnit: 'unt_so-gddt-ha-noi',
    }
    const units = [...new Set(plan.tasks.flatMap((one) => [...executorsOf(plan, one, directory, NOW.slice(0, 10))]))]
    for (const unit of units) await board.record(plan.planId, standingsOf(unit))
    await machine.cloud.settle()
    await measure(machine.cloud, `progress of ${TASKS} tasks, of whom ${units.length} units are asked today`, async () => {
      const { tasks } = await progressOf(plan, directory, board, NOW)
      if (tasks.some(({ counts }) => counts.submitted !== units.length)) throw new Error('somebody was not counted')
    })
    await measure(machine.cloud, `standing of ${units.length} units in ${TASKS} tasks`, async () => {
      let after: string | undefined
      do after = (await board.units(plan.planId, { after })).next
      while (after !== undefined)
    })
  } finally {
    await machine.stop()
    rmSync(stateDir, { recursive: true, force: true })
  }
}

/** Every task handed in. */
export function standingsOf(unit: string): Standing[] {
  return Array.from({ length: TASKS }, (_, task) => ({
    key: String(task + 1),
    unit,
    version: 2,
    state: 'submitted',
    late: false,
    day: '2021-03-24',
  }))
}

async function measure(cloud: Awaited<ReturnType<typeof startMachine>>['cloud'], what: string, read: () => Promise<void>): Promise<void> {
  await read()
  cloud.frontDoor.resetCalls()
  const times: number[] = []
  for (let time = 0; time < READS; time += 1) {
    const begun = performance.now()
    await read()
    times.push(performance.now() - begun)
  }
  const queries = cloud.frontDoor.calls().reduce((sum, { action, count }) => sum + (action === 'Query' ? count : 0), 0) / READS
  const sorted = times.sort((one, other) => one - other)
  const at = (share: number) => (sorted[Math.ceil(share * READS) - 1] ?? Number.NaN).toFixed(1)
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${queries} queries`)
}
