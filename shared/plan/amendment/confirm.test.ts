import { beforeEach, describe, expect, it } from 'vitest'
import { sentenceOf } from '../../access/sentences.vi.ts'
import { isRefusal } from '../../log/refusal.ts'
import { movedClock } from '../../memory/clock.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import type { Append, EventStore } from '../../ports.ts'
import { order } from '../cascade/cascade.test-support.ts'
import { confirmAmendment } from './confirm.ts'
import {
  type AmendingWorld,
  amendedEvents,
  amendingWorld,
  amendWith,
  before,
  confirmationOf,
  contextAt,
  draftWith,
  type Edit,
  ISSUED_AT,
  PLAN,
  planIn,
} from './world.test-support.ts'

const DRAFT = 'pln_dieu-chinh'
const NOW = '2021-02-01T02:00:00.000Z'
const later: Edit = { type: 'task', key: '2', with: { deadlineText: 'Trước ngày 26/4/2021', due: before('2021-04-26') } }

let world: AmendingWorld

beforeEach(async () => {
  world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) })
  world.clock.moveTo(NOW)
})

/** The same store, that remembers what was appended together, and where somebody may be faster. */
function watched(store: EventStore, beforeAppend: (attempt: number) => Promise<void> = async () => {}) {
  const appends: (readonly Append[])[] = []
  const append: EventStore['append'] = async (given) => {
    appends.push(given)
    await beforeAppend(appends.length)
    return store.append(given)
  }
  return { appends, store: { ...store, append } }
}

describe('a confirmed amendment', () => {
  beforeEach(() => draftWith(world, DRAFT, [later]))

  it('changes the plan and ends its draft in one transaction', async () => {
    const { appends, store } = watched(world.store)
    await confirmAmendment(store, await confirmationOf(world, DRAFT), contextAt(NOW))
    expect(appends.map((together) => together.map(({ stream }) => stream))).toEqual([[`plan#${PLAN}`, `plan#${DRAFT}`]])
    expect((await planIn(world))?.tasks[1]).toMatchObject({ key: '2', deadlineText: 'Trước ngày 26/4/2021', revision: 1, amended: 1 })
    expect((await planIn(world, DRAFT))?.status).toBe('ended')
  })

  it.each([
    ['plan', 'planVersion'],
    ['draft', 'draftVersion'],
  ] as const)('is refused on an older version of the %s, with a sentence, and writes nothing', async (_what, version) => {
    const seen = await confirmationOf(world, DRAFT)
    const written = world.store.published.length
    const done = await confirmAmendment(world.store, { ...seen, [version]: seen[version] - 1 }, contextAt(NOW))
    expect(done).toMatchObject({ refused: true, code: 'stale', facts: { seen: seen[version] - 1, stored: seen[version] } })
    expect(isRefusal(done) && sentenceOf(done)).toMatch(/^Có người vừa sửa .* Xin tải lại/)
    expect(world.store.published).toHaveLength(written)
    expect((await planIn(world, DRAFT))?.status).toBe('draft')
  })

  it.each([
    ['plan', () => order(world.store, PLAN, NOW, { type: 'close-task', key: '1', expected: 2, done: 0 })],
    [
      'draft',
      () => order(world.store, DRAFT, NOW, { type: 'raise-finding', finding: { findingId: 'fnd_1', code: 'x', severity: 'info' } }),
    ],
  ])('is refused when the %s changes between looking and writing, and neither of the two is written', async (_what, somebody) => {
    const { appends, store } = watched(world.store, async (attempt) => void (attempt === 1 && (await somebody())))
    const done = await confirmAmendment(store, await confirmationOf(world, DRAFT), contextAt(NOW))
    expect(done).toMatchObject({ refused: true, code: 'stale' })
    expect(appends).toHaveLength(1)
    expect(amendedEvents(world)).toEqual([])
    expect((await planIn(world, DRAFT))?.status).toBe('draft')
  })

  it('is one amendment when it is sent again under the same key, also after the plan has moved on', async () => {
    const confirmation = await confirmationOf(world, DRAFT)
    const context = contextAt(NOW, 'one-act')
    const first = await confirmAmendment(world.store, confirmation, context)
    const again = await confirmAmendment(world.store, confirmation, context)
    await order(world.store, PLAN, NOW, { type: 'close-task', key: '1', expected: 2, done: 0 })
    const much = await confirmAmendment(world.store, confirmation, context)
    expect([first, again, much].map((done) => !done.refused && done.changed)).toEqual([true, false, false])
    expect(amendedEvents(world)).toHaveLength(1)
  })

  it('is one amendment when the same key arrives twice at the same moment', async () => {
    const confirmation = await confirmationOf(world, DRAFT)
    const context = contextAt(NOW, 'one-act')
    const { store } = watched(world.store, async (attempt) => {
      if (attempt === 1) await confirmAmendment(world.store, confirmation, context)
    })
    expect(await confirmAmendment(store, confirmation, context)).toMatchObject({
      changed: false,
      state: { amendments: [{ amendment: 1 }] },
    })
    expect(amendedEvents(world)).toHaveLength(1)
  })

  it('is refused under another key once its draft has ended, and under a key that stood for another act', async () => {
    const confirmation = await confirmationOf(world, DRAFT)
    await confirmAmendment(world.store, confirmation, contextAt(NOW, 'one-act'))
    const other = await confirmAmendment(world.store, confirmation, contextAt(NOW, 'other-act'))
    const key = { key: 'one-act', fingerprint: 'other' }
    const reused = await confirmAmendment(world.store, confirmation, { ...contextAt(NOW), key })
    expect([other, reused]).toMatchObject([{ code: 'draft-ended' }, { code: 'key-reused' }])
    expect(amendedEvents(world)).toHaveLength(1)
  })
})

it('refuses a copy of a plan that another draft has amended meanwhile', async () => {
  await draftWith(world, DRAFT, [later])
  await amendWith(world, 'pln_khac', { type: 'remove-task', key: '3', reason: 'Không tổ chức' })
  const done = await confirmAmendment(world.store, await confirmationOf(world, DRAFT), contextAt(NOW))
  expect(done).toMatchObject({ refused: true, code: 'amendment-outdated' })
  expect((await planIn(world))?.tasks.map(({ key }) => key)).toEqual(['1', '2'])
})

it('gives an added task a key that no task of the plan ever had: what was handed in for a withdrawn one is not its own', async () => {
  const task = (await planIn(world))?.tasks[2]
  if (task === undefined) throw new Error('no task 3')
  await amendWith(world, DRAFT, { type: 'remove-task', key: '3', reason: 'Không tổ chức' })
  const { state: _state, ...written } = task
  const added = { ...written, content: 'Báo cáo chuyên đề khác hẳn', due: before('2021-05-20') }
  await amendWith(world, 'pln_them', { type: 'add-task', task: added, reason: 'Bổ sung' })
  expect((await planIn(world))?.tasks.map(({ key, content }) => [key, content]).at(-1)).toEqual(['4', 'Báo cáo chuyên đề khác hẳn'])
})
