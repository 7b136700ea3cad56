import { beforeEach, describe, expect, it } from 'vitest'
import { command } from '../../log/command.ts'
import { isRefusal } from '../../log/refusal.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import type { EventStore } from '../../ports.ts'
import type { PlanState } from '../plan.ts'
import { cascadeDirectory, childText, issue, OTHER_PGD, PGD, SCHOOL, SO, SO_TEXT } from './cascade.test-support.ts'
import { linkAggregate, linkTo, parentsOf } from './parents.ts'

const directory = cascadeDirectory()
const AT = '2021-01-28T02:00:00.000Z'
let store: EventStore

beforeEach(() => {
  store = memoryEventStore()
})

const asking = () => ({ store, directory, at: AT })
const issued = (planId: string, unit: string, text: string) => issue(asking(), planId, unit, text)

async function link(child: PlanState, parent: string, basis = 'Theo công văn chỉ đạo') {
  const order = await linkTo(child, { parent, basis }, asking())
  if (order === undefined) return undefined
  const context = { at: AT, actor: { person: 'per_can-bo' }, correlationId: 'test', causationId: 'test' }
  const done = await command(store, linkAggregate, child.planId, order, context)
  return isRefusal(done) ? done : { done, order }
}

describe('a plan whose parent entered the system later', () => {
  it('is offered that plan first, with the words that cite it, and no plan of other bodies', async () => {
    const child = await issued('pln_child', PGD, childText())
    await issued('pln_own', PGD, childText({ basis: 'Chỉ thị số 1/CT' }))
    await issued('pln_other', OTHER_PGD, childText())
    await issued('pln_below', SCHOOL, childText())
    await issued('pln_so', SO, SO_TEXT)
    const { linked, possible } = await parentsOf(child, asking())
    expect(linked).toEqual([])
    expect(possible.map(({ planId }) => planId)).toEqual(['pln_so', 'pln_own'])
    expect(possible[0]).toMatchObject({ issuerName: 'Sở Giáo dục và Đào tạo Hà Nội', basis: expect.stringContaining('21/KH-SGD&ĐT') })
  })

  it('is linked by one command, which fulfils the duty that asked for it; said again, it changes nothing', async () => {
    const child = await issued('pln_child', PGD, childText())
    await issued('pln_so', SO, SO_TEXT)
    const first = await link(child, 'pln_so')
    expect(first).toMatchObject({
      order: { fulfils: ['1'] },
      done: { changed: true, state: { parents: [{ planId: 'pln_so', issuerUnit: SO }] } },
    })
    expect(await link(child, 'pln_so')).toMatchObject({ done: { changed: false } })
    const again = await parentsOf({ ...child, parents: [{ planId: 'pln_so', issuerUnit: SO }] }, asking())
    expect(again.linked.map(({ planId }) => planId)).toEqual(['pln_so'])
  })

  it('stands under no plan of another body, none below itself, none of its own children, and not under itself', async () => {
    const child = await issued('pln_child', PGD, childText())
    const own = await issued('pln_own', PGD, childText())
    await issued('pln_other', OTHER_PGD, childText())
    await link(own, 'pln_child')
    for (const parent of ['pln_other', 'pln_child', 'pln_own', 'pln_none']) expect(await link(child, parent), parent).toBeUndefined()
  })

  it('needs words for it', async () => {
    const child = await issued('pln_child', PGD, childText())
    await issued('pln_so', SO, SO_TEXT)
    expect(await link(child, 'pln_so', ' ')).toMatchObject({ code: 'reason-missing', field: 'basis' })
  })
})
