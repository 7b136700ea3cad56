/** What `npm start` begins with, however often it is interrupted. */
import { expect, test } from 'vitest'
import { SYSTEM } from '../events/event.ts'
import { sampleDirectory } from '../shared/directory/sample/index.ts'
import { command } from '../shared/log/command.ts'
import { movedClock } from '../shared/memory/clock.ts'
import { memoryEventStore } from '../shared/memory/event-store.ts'
import { memoryFiles } from '../shared/memory/files.ts'
import { planAggregate } from '../shared/plan/aggregate.ts'
import { plansOf } from '../shared/plan/list.ts'
import { fillMachine } from './seed.ts'

const START = '2021-01-18T02:00:00.000Z'
const directory = sampleDirectory()

function newMachine() {
  const [store, clock] = [memoryEventStore(), movedClock(START)]
  const files = memoryFiles({ clock })
  return { store, clock, files: () => files }
}

/** Nobody reads the document here, so filling ends where it is sent. */
const killed = async () => {
  throw new Error('killed while it sends')
}

test('a machine that was killed before its sample plan was issued goes on with it at the next start', async () => {
  const machine = newMachine()
  await expect(fillMachine(machine, directory, killed)).rejects.toThrow('killed while it sends')
  expect(await plansOf(machine.store)).toMatchObject([{ status: 'reading' }])
  machine.clock.moveBy(3_600)
  await expect(fillMachine(machine, directory, killed)).rejects.toThrow('killed while it sends')
  expect(await plansOf(machine.store)).toHaveLength(1)
})

test('a machine that knows a plan of its own is not filled', async () => {
  const machine = newMachine()
  const offer = {
    ...{ planId: 'pln_own', issuerUnit: 'unt_own', uploadId: 'upl_own', objectKey: 'quarantine/plans/unt_own/pln_own/upl_own' },
    ...{ fileName: 'a.txt', bytes: 1, sha256: 'a'.repeat(64), expiresAt: START },
  }
  const context = { at: START, actor: SYSTEM, correlationId: 'test', causationId: 'test' }
  await command(machine.store, planAggregate, 'pln_own', { type: 'offer-document', offer }, context)
  await fillMachine(machine, directory, killed)
  expect((await plansOf(machine.store)).map(({ planId }) => planId)).toEqual(['pln_own'])
})
