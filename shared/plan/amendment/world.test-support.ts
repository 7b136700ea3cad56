/** An issued plan in a store, amended the way its officer does it: a copy, its edits, one confirmation. All made up. */
import { type Detail, type Happened, parseDetail } from '../../../events/event.ts'
import { type PlanPolicy, type PlanTask, planAmended, planIssued } from '../../../events/plan.ts'
import { assignmentAggregate } from '../../assignment/assignment.ts'
import type { Unit } from '../../directory/model.ts'
import { saveChanges } from '../../directory/save.ts'
import { directoryOf } from '../../directory/snapshot.ts'
import { command, stateOf, streamOf } from '../../log/command.ts'
import { isRefusal } from '../../log/refusal.ts'
import type { Clock, CommandContext, EventStore, RecordedEvent, StoredState, StreamName } from '../../ports.ts'
import { type PlanCommand, planAggregate } from '../aggregate.ts'
import { cascadeDirectory, issue, order, SO, SO_TEXT } from '../cascade/cascade.test-support.ts'
import { type DraftEdit, draftAggregate } from '../draft/draft-edits.ts'
import { loadPlan } from '../load.ts'
import type { PlanState } from '../plan.ts'
import { type Confirmation, confirmAmendment } from './confirm.ts'
import { copyOf } from './copy.ts'

export const PLAN = 'pln_so'
export const ISSUED_AT = '2021-01-18T02:00:00.000Z'
export const ALL = 'Các phòng GDĐT các quận, huyện, thị xã'
export const ONE = 'Phòng GDĐT quận Mẫu'

/** Twins: a store that tells what it appended, and a clock that is moved. */
export interface AmendingWorld {
  readonly store: EventStore & { readonly published: readonly RecordedEvent[]; streams(): Iterable<StreamName> }
  readonly clock: Clock & { moveTo(instant: string): void }
}

/**
 * The Sở's plan: task 1 before 5/2, task 2 before 26/3, task 3 before 15/4; each asks every district office.
 * It fills an empty world, whose clock stands at `ISSUED_AT`, with these units too.
 */
export async function amendingWorld(world: AmendingWorld, more: readonly Unit[] = []): Promise<AmendingWorld> {
  const known = cascadeDirectory().units
  const directory = directoryOf([...known, ...more], [], [])
  const units = directory.units.map((unit) => ({ event: 'unit.registered' as const, payload: { unit } }))
  await saveChanges(world.store, units, contextAt(ISSUED_AT))
  const text = `${SO_TEXT}3.\tBáo cáo tổng kết khối thi đua năm 2021\tCác phòng GDĐT các quận, huyện, thị xã\t\tTrước ngày 15/4/2021\n`
  await issue({ store: world.store, directory, at: ISSUED_AT }, PLAN, SO, text)
  return world
}

export function contextAt(at: string, key?: string): CommandContext {
  const context = { at, actor: { person: 'per_can-bo' }, correlationId: 'test', causationId: 'test' }
  return key === undefined ? context : { ...context, key: { key, fingerprint: key } }
}

/** `task` changes one task, keyed by its number. */
export type Edit = DraftEdit | { readonly type: 'task'; readonly key: string; readonly with: Partial<PlanTask> }

/** A copy of the plan as it stands, with these edits. */
export async function draftWith({ store, clock }: AmendingWorld, draft: string, edits: readonly Edit[]): Promise<void> {
  const plan = await loadPlan(store, PLAN)
  await order(store, draft, clock.now(), { type: 'draft', plan: copyOf(plan, draft) })
  for (const edit of edits) {
    if (edit.type === 'task') await order(store, draft, clock.now(), changeOf(await loadPlan(store, draft), edit))
    else {
      const done = await command(store, draftAggregate, draft, edit, contextAt(clock.now()))
      if (isRefusal(done)) throw new Error(`${edit.type}: ${done.code}`)
    }
  }
}

function changeOf(draft: PlanState, { key, with: changed }: Extract<Edit, { type: 'task' }>): PlanCommand {
  const task = draft.tasks.find((candidate) => candidate.key === key)
  if (task === undefined) throw new Error(`the draft has no task ${key}`)
  const { state: _state, ...written } = task
  return { type: 'change-task', task: { ...written, ...changed }, reason: 'Theo văn bản' }
}

export async function confirmationOf({ store }: AmendingWorld, draft: string): Promise<Confirmation> {
  const [plan, drafted] = await store.loadMany([streamOf('plan', PLAN), streamOf('plan', draft)])
  const document = { number: '512/SGDĐT-VP', date: '2021-02-01' }
  return { planId: PLAN, draft, planVersion: versionOf(plan), draftVersion: versionOf(drafted), document, reason: 'Lùi thời hạn' }
}

const versionOf = (stored: StoredState | undefined): number => stored?.version ?? 0

/** Edits, confirmed at the clock's instant. Answers the event that the reactions hear. */
export async function amendWith(world: AmendingWorld, draft: string, ...edits: readonly Edit[]): Promise<AmendedEvent> {
  await draftWith(world, draft, edits)
  const done = await confirmAmendment(world.store, await confirmationOf(world, draft), contextAt(world.clock.now()))
  if (isRefusal(done)) throw new Error(done.code)
  const last = amendedEvents(world).at(-1)
  if (last === undefined) throw new Error('nothing was amended')
  return last
}

export type AmendedEvent = Detail<Happened<typeof planAmended>['data']>

export function amendedEvents({ store }: AmendingWorld): readonly AmendedEvent[] {
  return store.published.filter(({ name }) => name === planAmended.name).map(({ detail }) => parseDetail(planAmended, JSON.parse(detail)))
}

export function issuedEvent({ store }: AmendingWorld): Detail<Happened<typeof planIssued>['data']> {
  const issued = store.published.find(({ name }) => name === planIssued.name)
  return parseDetail(planIssued, JSON.parse(issued?.detail ?? ''))
}

/** What a unit hands in for a task, at the clock's instant. */
export async function handIn({ store, clock }: AmendingWorld, key: string, unit: string): Promise<void> {
  const of = { planId: PLAN, key, unit }
  const terms = { form: 'report' as const }
  const context = contextAt(clock.now())
  const id = `${PLAN}.${key}.${unit}`
  await command(store, assignmentAggregate(of), id, { type: 'save-draft', nominees: [], note: 'Đã gửi', terms }, context)
  const done = await command(store, assignmentAggregate(of), id, { type: 'submit', terms }, context)
  if (isRefusal(done)) throw new Error(done.code)
}

export const before = (to: string): NonNullable<PlanTask['due']> => ({ kind: 'before-date', to, toBound: 'exclusive', precision: 'day' })

export const policyOf = async ({ store }: AmendingWorld): Promise<PlanPolicy> => (await loadPlan(store, PLAN)).policy

export const planIn = async ({ store }: AmendingWorld, planId = PLAN): Promise<PlanState | undefined> =>
  stateOf<PlanState>(await store.load(streamOf(planAggregate.kind, planId)))
