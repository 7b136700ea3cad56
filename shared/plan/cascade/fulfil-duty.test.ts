import { beforeEach, describe, expect, it } from 'vitest'
import { type Metadata, parseDetail } from '../../../events/event.ts'
import { planIssued, planLinked } from '../../../events/plan.ts'
import { type AssignmentState, assignmentAggregate } from '../../assignment/assignment.ts'
import { saveChanges } from '../../directory/save.ts'
import { command, stateOf } from '../../log/command.ts'
import { movedClock } from '../../memory/clock.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import type { EventStore } from '../../ports.ts'
import { cascadeDirectory, childText, issue, PGD, SO, SO_TEXT } from './cascade.test-support.ts'
import { fulfilDuty } from './fulfil-duty.ts'

const directory = cascadeDirectory()
const at = '2021-01-28T02:00:00.000Z'
const clock = movedClock(at)
const context = { at, actor: { person: 'per_can-bo' }, correlationId: 'test', causationId: 'test' }
const metadata: Metadata = { ...context, id: 'plan#pln_con#3', version: 1, stream: 'plan#pln_con', sequence: 3 }
const linked = { ...planLinked.sample, planId: 'pln_con', issuerUnit: PGD, parentPlanId: 'pln_so', parentIssuer: SO, fulfils: ['1'] }

let store: EventStore
const react = (data: Parameters<typeof fulfilDuty>[0]['data'] = linked) => fulfilDuty({ data, metadata }, { store, clock })
const partIn = async (planId: string, key: string) => stateOf<AssignmentState>(await store.load(`assignment#${planId}.${key}.${PGD}`))

beforeEach(async () => {
  store = memoryEventStore()
  await saveChanges(
    store,
    directory.units.map((unit) => ({ event: 'unit.registered' as const, payload: { unit } })),
    context,
  )
  await issue({ store, directory, at: '2021-01-18T02:00:00.000Z' }, 'pln_so', SO, SO_TEXT)
})

describe('a unit that issues the plan it was asked for', () => {
  beforeEach(() => issue({ store, directory, at }, 'pln_con', PGD, childText()))

  it('has done that task, and no other', async () => {
    await react()
    const ownPlan = { planId: 'pln_con', number: '05/KH-PGDĐT' }
    expect(await partIn('pln_so', '1')).toMatchObject({ state: 'submitted', submissions: [{ submittedAt: at, late: false, ownPlan }] })
    expect(await partIn('pln_so', '2')).toBeUndefined()
  })

  it('has done it once, however often that is heard', async () => {
    await react()
    await react()
    expect((await partIn('pln_so', '1'))?.submissions).toHaveLength(1)
  })

  it('keeps what it had handed in by hand', async () => {
    const of = { planId: 'pln_so', key: '1', unit: PGD }
    const terms = { form: 'report' as const }
    await command(store, assignmentAggregate(of), `pln_so.1.${PGD}`, { type: 'save-draft', nominees: [], note: 'Đã gửi', terms }, context)
    await command(store, assignmentAggregate(of), `pln_so.1.${PGD}`, { type: 'submit', terms }, context)
    await react()
    expect((await partIn('pln_so', '1'))?.submissions).toMatchObject([{ note: 'Đã gửi' }])
    expect((await partIn('pln_so', '1'))?.submissions[0]).not.toHaveProperty('ownPlan')
  })
})

it('is its own answer where a plan asks its issuer for itself', async () => {
  const text = childText().replace('Các trường tiểu học\t\tTrước ngày 10/02/2021', 'Phòng GDĐT quận Mẫu\t\tTrước ngày 10/02/2021')
  await issue({ store, directory, at }, 'pln_con', PGD, text)
  const recorded = (await store.events('plan#pln_con')).find(({ name }) => name === planIssued.name)
  await react(parseDetail(planIssued, JSON.parse(recorded?.detail ?? '')).data)
  expect(await partIn('pln_con', '1')).toMatchObject({ state: 'submitted', submissions: [{ ownPlan: { planId: 'pln_con' } }] })
})
