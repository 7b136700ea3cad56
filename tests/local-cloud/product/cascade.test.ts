/** Plans cascade: a district answers the plan of the Sở with a plan of its own, and everybody over it sees that by itself. */
import { beforeAll, describe, expect, test } from 'vitest'
import { issueDocument } from '../../../cli/issue.ts'
import { childText, SO_TEXT } from '../../../shared/plan/cascade/cascade.test-support.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { DISTRICT, emailOf, SO, smallDirectory } from './support/directory.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { assignmentAt } from './support/story.ts'

const PLAY_MS_MAX = 90_000
const PORTAL = '- Cổng thông tin điện tử Ngành;\n- Lưu: VT.'

/** The one school of the small directory is a mầm non. */
const CHILD_TEXT = childText().replaceAll('Các trường tiểu học', 'Các trường mầm non')

interface Tree {
  readonly duties: readonly { readonly key: string; readonly expected: number; readonly done: number }[]
  readonly units: readonly {
    readonly unit: string
    readonly isAsked: boolean
    readonly isDone: boolean
    readonly plans: readonly { readonly planId: string; readonly isLinked: boolean }[]
    readonly below: number
    readonly belowIssued: number
  }[]
}

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 2, direct: 1 }) }))
let product: Product
let parent: PlanState
let child: PlanState
let before: Tree

const superior = () => product.as('head', SO)
const treeOf = async (planId: string) => (await superior().get<Tree>(`/api/plans/${planId}/cascade`)).body
const districtIn = (tree: Tree) => tree.units.find(({ unit }) => unit === DISTRICT)

beforeAll(async () => {
  product = productNow()
  parent = await product.issue(SO_TEXT.replace('- Lưu: VT.', PORTAL))
  before = await treeOf(parent.planId)
  await product.advance({ to: '2021-01-28T02:00:00Z' })
  const clock = { now: () => new Date(product.machine.cloud.clock.now()).toISOString() }
  const officer = emailOf(product.directory, 'officer', DISTRICT)
  const confirm = 'Đã xem'
  const document = { fileName: 'ke-hoach-quan.txt', bytes: Buffer.from(CHILD_TEXT) }
  child = await issueDocument({ ...product.machine.world, clock }, { ...document, officer, confirm })
  await product.advance({ by: 10_000 })
}, PLAY_MS_MAX)

describe('a district issues its plan', () => {
  test('it is linked to the plan that it cites', () => {
    expect(child.parents).toEqual([{ planId: parent.planId, issuerUnit: SO }])
  })

  test('what it was asked for is done, by that plan, and its receipt has come', async () => {
    const part = await product.as('clerk', DISTRICT).get(assignmentAt(parent.planId, '1', DISTRICT))
    expect(part.body).toMatchObject({ state: 'submitted', submissions: [{ ownPlan: { planId: child.planId, number: '05/KH-PGDĐT' } }] })
    const [receipt, ...more] = (await product.mails()).filter(({ subject }) => subject.startsWith('Giấy biên nhận'))
    expect(more).toEqual([])
    expect(receipt?.text).toContain('Đơn vị đã ban hành Kế hoạch số 05/KH-PGDĐT')
  })

  test('its superior sees who has issued and who has not, and can go down', async () => {
    expect(before.duties).toEqual([expect.objectContaining({ key: '1', expected: 2, done: 0 })])
    expect(districtIn(before)).toMatchObject({ isAsked: true, isDone: false, plans: [], below: 1, belowIssued: 0 })
    const after = await treeOf(parent.planId)
    expect(after.duties).toEqual([expect.objectContaining({ key: '1', expected: 2, done: 1 })])
    expect(districtIn(after)).toMatchObject({ isDone: true, plans: [{ planId: child.planId, isLinked: true }] })
    expect(after.units.filter(({ isAsked, isDone }) => isAsked && !isDone)).toHaveLength(1)
    expect((await treeOf(child.planId)).units).toEqual([expect.objectContaining({ isAsked: true, isDone: false, plans: [] })])
  })

  test('a reminder of that task goes only to the district that has not', async () => {
    const sent = (await product.mails()).length
    await product.advance({ to: '2021-02-03T02:00:00Z' })
    const reminded = (await product.mails()).slice(sent).filter(({ subject }) => subject.includes('21/KH-SGDĐT'))
    const told = new Set(reminded.map(({ to }) => to))
    const [own] = product.directory.units.find(({ id }) => id === DISTRICT)?.contacts ?? []
    expect(told.size).toBeGreaterThan(0)
    expect(told).not.toContain(own?.email)
  })
})

describe('anybody, without a token', () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${product.machine.cloud.addresses.api}${path}`, { headers })

  test('reads the plan whose Nơi nhận names the portal, and no other', async () => {
    const list = (await (await ask('/api/public/plans')).json()) as { plans: { planId: string }[] }
    expect(list.plans.map(({ planId }) => planId)).toEqual([parent.planId])
    const plan = (await (await ask(`/api/public/plans/${parent.planId}`)).json()) as Record<string, unknown>
    expect(plan).toMatchObject({ number: '21/KH-SGDĐT', tasks: [{ key: '1' }, { key: '2' }] })
    expect((await ask(`/api/public/plans/${child.planId}`)).status).toBe(404)
    expect((await ask(`/api/plans/${parent.planId}`)).status).toBe(401)
  })

  test('may keep the answer for a minute, and asks by its tag whether it has changed', async () => {
    const first = await ask('/api/public/plans')
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    expect((await ask('/api/public/plans', { 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304)
  })
})
