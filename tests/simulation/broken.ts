/** Systems that are wrong on purpose, each in one way that somebody could really write, and the invariant that must notice. */

import { deadlineReached } from '../../events/deadline.ts'
import type { Detail, Happened } from '../../events/event.ts'
import { planAmended } from '../../events/plan.ts'
import { reaction } from '../../functions/runtime/reaction.ts'
import { owingUnits } from '../../shared/assignment/owing.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { DIRECTORY_REVISION } from '../../shared/directory/model.ts'
import { command } from '../../shared/log/command.ts'
import { reactingTo } from '../../shared/log/reacting.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { noticeToUnit } from '../../shared/notice/address.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { queueNotices } from '../../shared/notice/queue.ts'
import { planAggregate } from '../../shared/plan/aggregate.ts'
import { planAfter } from '../../shared/plan/amendment/as-of.ts'
import { loadPlan } from '../../shared/plan/load.ts'
import { type PlanState, taskOf } from '../../shared/plan/plan.ts'
import { type Board, type EventStore, Permanent, Retryable, type StoredState, type StreamName } from '../../shared/ports.ts'
import { addSeconds, dayOf } from '../../shared/time/calendar.ts'
import type { Effects } from './effects.ts'
import type { Invariant } from './invariants/invariant.ts'
import type { Breakage, Consume, Twins } from './twins.ts'

export interface Broken {
  readonly what: string
  readonly noticedBy: Invariant
  /** Where a seldom year is looked for first: just before the one that showed it when this was written. */
  readonly from?: number
  readonly breakage: Breakage
}

const nothing: Consume = async () => ({ batchItemFailures: [] })

/** Changes what one function is given, and nobody else. */
const only =
  (name: string, change: (effects: Effects) => Partial<Effects>): NonNullable<Breakage['effects']> =>
  (function_, effects) =>
    function_ === name ? { ...effects, ...change(effects) } : effects

const changedLoad = (
  store: EventStore,
  change: (stream: StreamName, load: EventStore['load']) => ReturnType<EventStore['load']>,
): EventStore => ({
  ...store,
  load: (stream) => change(stream, store.load),
  loadMany: (streams) => Promise.all(streams.map((stream) => change(stream, store.load))),
})

/** Whoever keeps a copy is told that it is still good. */
const neverRevised = (store: Twins['store'], isMeant: (name: string) => boolean): Twins['store'] => ({
  ...store,
  revisions: async (names) => (await store.revisions(names)).map((revision, at) => (isMeant(names[at] ?? '') ? 1 : revision)),
})

/** Every append is made on whatever version there is. */
function withoutVersion({ store }: Twins): Partial<Twins> {
  const append: EventStore['append'] = async (appends) => {
    const stored = await store.loadMany(appends.map((one) => one.stream))
    return store.append(appends.map((one, index) => ({ ...one, expectedVersion: stored[index]?.version ?? 0 })))
  }
  return { store: { ...store, append } }
}

const withoutKeys =
  (isMeant: (stream: string) => boolean) =>
  ({ store }: Twins): Partial<Twins> => ({
    store: {
      ...store,
      append: (appends) => store.append(appends.map(({ key, ...one }) => (isMeant(one.stream) ? one : { ...one, key }))),
      outcomeOf: async (stream, key) => (isMeant(stream) ? undefined : store.outcomeOf(stream, key)),
    },
  })

const isBulletin = (stream: string) => stream.startsWith('bulletin#')

function losingOneClosing({ scheduler }: Twins): Partial<Twins> {
  let isLost = false
  const put: typeof scheduler.put = async (schedule) => {
    if (isLost || !schedule.name.endsWith('.close')) return scheduler.put(schedule)
    isLost = true
  }
  return { scheduler: { ...scheduler, put } }
}

function forgettingTasks({ board }: Twins): Partial<Twins> {
  const units: Board['units'] = async (planId, options) => {
    const { items, next } = await board.units(planId, options)
    return { items: items.map((row) => ({ ...row, tasks: Object.fromEntries(Object.entries(row.tasks).slice(-1)) })), next }
  }
  return { board: { ...board, units } }
}

function believingTheLast({ board }: Twins): Partial<Twins> {
  let count = 0
  const record: Board['record'] = (planId, changes) => {
    count += 1
    return board.record(
      planId,
      changes.map((change) => ({ ...change, version: count })),
    )
  }
  return { board: { ...board, record } }
}

async function closeAtOnce(event: Detail<Happened<typeof deadlineReached>['data']>, { store, clock }: Effects): Promise<void> {
  const { planId, key } = event.data
  const plan = await loadPlan(store, planId)
  const task = taskOf(plan, key)
  if (task === undefined) return
  const { expected, owing } = await owingUnits(store, await loadDirectory({ store, clock }), plan, task, dayOf(clock.now()))
  const order = { type: 'close-task' as const, key, expected: expected.length, done: expected.length - owing.length }
  const closed = await command(store, planAggregate, planId, order, reactingTo(event.metadata, clock))
  if (isRefusal(closed)) throw new Permanent(closed.code)
}

const noEnvironment = (): never => {
  throw new Error('the simulation gives every effect')
}

const seesNoHandIn = only('notice-queued/send-mail', ({ store }) => ({
  store: changedLoad(store, (stream, load) => (stream.startsWith('assignment#') ? Promise.resolve(undefined) : load(stream))),
}))

const readsLaterDates = only('api/assignments', ({ store }) => ({
  store: changedLoad(store, async (stream, load) => {
    const stored = await load(stream)
    return stored && stream.startsWith('plan#') ? { ...stored, state: stored.state.replaceAll(/"to":"\d{4}/g, '"to":"2099') } : stored
  }),
}))

const opensNoFile = only('object-created/check-file', ({ files }) => ({
  files: { ...files, head: async () => Buffer.from('%PDF-'), tail: async () => Buffer.from('%%EOF') },
}))

const readsPeople = only('plan-issued/enter-registers', ({ store }) => ({
  store: changedLoad(store, async (stream, load) => {
    await load('person#per_officer')
    return load(stream)
  }),
}))

const forgetsMails = only('assignment-changed/tell-unit', ({ store }) => ({
  store: {
    ...store,
    append: async (appends) => (appends.some((one) => one.stream.startsWith('notice#')) ? { outcome: 'appended' } : store.append(appends)),
  },
}))

const seesThemDone = only('notice-queued/send-mail', ({ store }) => ({
  store: changedLoad(store, async (stream, load) => {
    const stored = await load(stream)
    const isNotice = stored !== undefined && stream.startsWith('notice#')
    return isNotice ? { ...stored, state: JSON.stringify({ ...JSON.parse(stored.state), cancelled: 'seen so' }) } : stored
  }),
}))

const REMINDERS_WAIT_SECONDS = 45

/** The plan seems to have asked the same units ever since; and SES keeps reminders waiting, so that the word of a release is there first. */
const seesNoRelease = only('notice-queued/send-mail', ({ store, mailer, clock }) => {
  const waiting = new Map<string, string>()
  const seen = (stored: StoredState | undefined, stream: StreamName): StoredState | undefined => {
    if (stored === undefined) return undefined
    if (stream.startsWith('plan#')) return { ...stored, state: askingAsEver(stored.state) }
    const notice = JSON.parse(stored.state) as Partial<NoticeState>
    if (notice.kind === 'reminder' && notice.queuedAt !== undefined)
      waiting.set(notice.noticeId ?? '', addSeconds(notice.queuedAt, REMINDERS_WAIT_SECONDS))
    return stored
  }
  const send: typeof mailer.send = async (mail) => {
    if (clock.now() < (waiting.get(mail.noticeId) ?? '')) throw new Retryable('SES is slow')
    return mailer.send(mail)
  }
  return { store: changedLoad(store, async (stream, load) => seen(await load(stream), stream)), mailer: { ...mailer, send } }
})

function askingAsEver(state: string): string {
  const plan = JSON.parse(state) as PlanState
  const asked = new Map(plan.tasks.map(({ key, executing }) => [key, executing]))
  const amendments = plan.amendments?.map((amendment) => ({
    ...amendment,
    tasks: amendment.tasks.map(({ before, ...task }) => ({
      ...task,
      ...(before && { before: { ...before, executing: asked.get(task.key) } }),
    })),
  }))
  return JSON.stringify({ ...plan, amendments })
}

const askedAtIssue = (name: string, effects: Effects): Effects =>
  name === 'deadline-near/remind'
    ? { ...effects, store: changedLoad(effects.store, async (stream, load) => askingAsIssued(stream, await load(stream))) }
    : effects

/** Whoever was asked once is asked for ever. */
function askingAsIssued(stream: StreamName, stored: StoredState | undefined): StoredState | undefined {
  if (stored === undefined || !stream.startsWith('plan#')) return stored
  const plan = JSON.parse(stored.state) as PlanState
  const issued = planAfter(plan, 0)
  const tasks = plan.tasks.map((task) => {
    const before = issued.tasks.find(({ key }) => key === task.key)
    return { ...task, executing: [...task.executing, ...(before?.executing ?? [])] }
  })
  return { ...stored, state: JSON.stringify({ ...plan, tasks }) }
}

async function tellEverybody(event: Detail<Happened<typeof planAmended>['data']>, { store, clock }: Effects): Promise<void> {
  const { planId, amendment } = event.data
  const directory = await loadDirectory({ store, clock })
  const about = { kind: 'plan-amended' as const, planId, occasion: String(amendment), facts: { amendment, tasks: [] } }
  const notices = directory.units.flatMap((unit) => (unit.parent === undefined ? [] : (noticeToUnit(unit, about) ?? [])))
  await queueNotices(store, notices, reactingTo(event.metadata, clock))
}

function showingFewer({ board }: Twins): Partial<Twins> {
  const units: Board['units'] = async (planId, options) => {
    const page = await board.units(planId, options)
    return { ...page, items: page.items.slice(1) }
  }
  return { board: { ...board, units } }
}

/** What lists say, to everybody or to one function. */
const changedLists = <Store extends EventStore>(
  store: Store,
  isMeant: (list: string) => boolean,
  seen: (row: string) => string | undefined,
): Store => ({
  ...store,
  async list(list, page) {
    const found = await store.list(list, page)
    if (!isMeant(list)) return found
    return {
      ...found,
      items: found.items.flatMap((entry) => (seen(entry.row) === undefined ? [] : { ...entry, row: seen(entry.row) ?? '' })),
    }
  },
})

const isOfUnits = (list: string): boolean => list === 'unit'

const closesAsIssued = only('deadline-reached/close-task', ({ store }) => ({
  store: changedLists(store, isOfUnits, (row) => (row.includes('"validFrom":"2021') ? undefined : row)),
}))

const remindsTheGone = only('deadline-near/remind', ({ store }) => ({
  store: changedLists(store, isOfUnits, (row) => JSON.stringify({ ...JSON.parse(row), validTo: undefined, successor: undefined })),
}))

const listingFewer = ({ store }: Twins): Partial<Twins> => ({
  store: changedLists(
    store,
    (list) => list.startsWith('assignment#'),
    (row) => (row.includes('unt_thpt-1') ? undefined : row),
  ),
})

export const brokenSystems: readonly Broken[] = [
  {
    what: 'functions that publish after they have stored, instead of the table',
    noticedBy: 'published',
    breakage: { publishesItself: true },
  },
  { what: 'an event store that ignores the version', noticedBy: 'log', breakage: { twins: withoutVersion } },
  {
    what: 'an event store that forgets command keys',
    noticedBy: 'commands',
    breakage: { twins: withoutKeys((stream) => !isBulletin(stream)) },
  },
  { what: 'a bulletin that enters an event as often as it comes', noticedBy: 'heard', breakage: { twins: withoutKeys(isBulletin) } },
  {
    what: 'claims that everybody gets',
    noticedBy: 'one-mail',
    breakage: { twins: () => ({ claims: { take: async () => true, takeAll: async () => true } }) },
  },
  { what: 'a reminder that is not looked at again before it goes', noticedBy: 'reminders', from: 40, breakage: { effects: seesNoHandIn } },
  { what: 'a scheduler that loses one closing', noticedBy: 'deadlines', breakage: { twins: losingOneClosing } },
  {
    what: 'a closing that does not look at the clock',
    noticedBy: 'deadlines',
    breakage: { handlers: { 'deadline-reached/close-task': reaction([deadlineReached], closeAtOnce, noEnvironment).consume } },
  },
  { what: 'an API that reads later dates than the plan has', noticedBy: 'cut-off', breakage: { effects: readsLaterDates } },
  { what: 'a check that opens no file', noticedBy: 'uploads', breakage: { effects: opensNoFile } },
  {
    what: 'a scheduler that takes nothing back',
    noticedBy: 'deadlines',
    breakage: { twins: ({ scheduler }) => ({ scheduler: { ...scheduler, remove: async () => {} } }) },
  },
  {
    what: 'an amendment whose new dates nobody schedules',
    noticedBy: 'deadlines',
    breakage: { handlers: { 'plan-amended/retime-deadlines': nothing } },
  },
  { what: 'reminders to whom an amendment has released', noticedBy: 'moved', from: 80, breakage: { effects: askedAtIssue } },
  { what: 'reminders that ask no unit what it was told', noticedBy: 'moved', from: 630, breakage: { effects: seesNoRelease } },
  {
    what: 'an amendment that everybody hears of',
    noticedBy: 'affected',
    breakage: { handlers: { 'plan-amended/tell-affected': reaction([planAmended], tellEverybody, noEnvironment).consume } },
  },
  {
    what: 'an amendment that nobody hears of',
    noticedBy: 'affected',
    breakage: { handlers: { 'plan-amended/tell-affected': nothing } },
  },
  {
    what: 'a directory that is kept for ever, because its revision never rises',
    noticedBy: 'addresses',
    from: 15,
    breakage: { twins: ({ store }) => ({ store: neverRevised(store, (name) => name === DIRECTORY_REVISION) }) },
  },
  {
    what: 'a plan that is kept for ever, because its revision never rises',
    noticedBy: 'cut-off',
    from: 12,
    breakage: { twins: ({ store }) => ({ store: neverRevised(store, (name) => name !== DIRECTORY_REVISION) }) },
  },
  { what: 'a board that leaves out a unit', noticedBy: 'board', breakage: { twins: showingFewer } },
  { what: 'a closing that does not know who was founded since', noticedBy: 'one-truth', breakage: { effects: closesAsIssued } },
  { what: 'a list that forgets what a unit handed in', noticedBy: 'kept', from: 6, breakage: { twins: listingFewer } },
  { what: 'reminders that do not see that a unit is gone', noticedBy: 'in-office', from: 50, breakage: { effects: remindsTheGone } },
  {
    what: 'a directory that grows and tells nobody',
    noticedBy: 'newly-asked',
    breakage: { handlers: { 'directory-changed/tell-asked': nothing } },
  },
  { what: 'a board that shows one task of a unit', noticedBy: 'board', breakage: { twins: forgettingTasks } },
  { what: 'a board that believes whoever comes last', noticedBy: 'board', from: 108, breakage: { twins: believingTheLast } },
  { what: 'a listener that nobody calls', noticedBy: 'heard', breakage: { handlers: { 'subscription-queued/call-listener': nothing } } },
  { what: 'units that are told nothing', noticedBy: 'told', breakage: { effects: forgetsMails } },
  { what: 'mails that stay in the outbox', noticedBy: 'settled', breakage: { effects: seesThemDone } },
  { what: 'failures that nobody hears of', noticedBy: 'dead-letters', breakage: { handlers: { 'reaction-failed/tell-officer': nothing } } },
  { what: 'a function that reads what it was not granted', noticedBy: 'powers', breakage: { effects: readsPeople } },
]
