/** Reading how far a plan is, with 3,000 units and 25 tasks of which every one has been handed in: milliseconds and queries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMachine } from '../../cli/machine.ts'
import type { Standing } from '../../shared/ports.ts'

const UNITS = 3_000
const TASKS = 25
const READS = 40
const PLAN = 'pln_bench'

export async function benchDashboard(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'thidua-bench-'))
  const machine = await startMachine({ stateDir, clock: { kind: 'held', at: Date.parse('2021-06-01T02:00:00Z') } })
  try {
    const { board } = machine.world
    await board.expect(
      PLAN,
      Array.from({ length: TASKS }, (_, task) => ({ key: String(task + 1), units: UNITS })),
      0,
    )
    for (let unit = 0; unit < UNITS; unit += 1) await board.record(PLAN, standingsOf(`unt_bench-${unit}`))
    await machine.cloud.settle()
    await measure(machine.cloud, 'progress of every task', async () => void (await board.tasks(PLAN)))
    await measure(machine.cloud, `standing of ${UNITS} units in ${TASKS} tasks`, async () => {
      let after: string | undefined
      do after = (await board.units(PLAN, { after })).next
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
