import { beforeEach, describe, expect, it } from 'vitest'
import { memoryRegisters } from '../memory/registers.ts'
import { samplePlan } from '../notice/templates/samples.ts'
import type { Registers } from '../ports.ts'
import { cascadeDirectory, OTHER_PGD, PGD, SCHOOL, SO } from './cascade/cascade.test-support.ts'
import { enterIssued, enterPublished, issuedBelow, publicPlan, publicPlans } from './registers.ts'

const directory = cascadeDirectory()
const plan = { ...samplePlan, issuerUnit: SCHOOL, header: { ...samplePlan.header, date: '2021-01-14' } }
let registers: Registers

beforeEach(() => {
  registers = memoryRegisters()
})

describe('an issued plan', () => {
  it('stands with its unit and with every unit over it, and nowhere else', async () => {
    await enterIssued({ plan: { ...plan, parents: [{ planId: 'pln_cha', issuerUnit: PGD }] }, version: 1 }, directory, registers)
    for (const unit of [SCHOOL, PGD, SO]) {
      expect(await issuedBelow(registers, unit, {})).toMatchObject([{ planId: plan.planId, unit: SCHOOL, parents: ['pln_cha'] }])
    }
    expect(await issuedBelow(registers, OTHER_PGD, {})).toEqual([])
  })

  it('is found among the days that are asked for', async () => {
    await enterIssued({ plan, version: 1 }, directory, registers)
    expect(await issuedBelow(registers, SO, { from: '2021-01-14', to: '2022-01-01' })).toHaveLength(1)
    expect(await issuedBelow(registers, SO, { from: '2021-01-15' })).toEqual([])
  })

  it('is not there while it is a draft', async () => {
    const { issuedAt: _not, ...draft } = plan
    await enterIssued({ plan: draft, version: 1 }, directory, registers)
    expect(await issuedBelow(registers, SO, {})).toEqual([])
  })
})

describe('what the public reads', () => {
  it('is the document with its deadlines: no counts, no findings, no names of people, no file', async () => {
    const closed = plan.tasks.map((task) => ({ ...task, state: 'closed' as const, closing: { at: 'x', expected: 9, done: 1, owing: 8 } }))
    await enterPublished(
      { plan: { ...plan, tasks: closed, findings: [{ findingId: 'f', code: 'mail-bounced', severity: 'confirm' }] }, version: 1 },
      directory,
      registers,
    )
    const seen = await publicPlan(registers, plan.planId)
    expect(Object.keys(seen ?? {}).toSorted()).toEqual(['date', 'issuer', 'number', 'place', 'planId', 'tasks', 'themes', 'title', 'year'])
    expect(Object.keys(seen?.tasks[0] ?? {}).toSorted()).toEqual(['content', 'coordinating', 'deadlineText', 'executing', 'key', 'window'])
    expect(seen?.issuer).toBe('Trường Tiểu học Mẫu')
    expect(await publicPlans(registers)).toMatchObject([{ planId: plan.planId, number: plan.header.number }])
  })

  it('stays the newest when a slow worker comes with the plan as it was before an amendment', async () => {
    const [first, ...rest] = plan.tasks
    if (first === undefined) throw new Error('the sample has no task')
    const amended = { ...plan, tasks: [{ ...first, content: 'Nội dung mới' }, ...rest] }
    await enterPublished({ plan: amended, version: 9 }, directory, registers)
    await enterPublished({ plan, version: 5 }, directory, registers)
    expect((await publicPlan(registers, plan.planId))?.tasks[0]?.content).toBe('Nội dung mới')
  })

  it.each([
    ['a draft', { ...plan, status: 'draft' as const }],
    ['a plan whose Nơi nhận names no portal', { ...plan, published: false }],
  ])('is nothing of %s', async (_what, given) => {
    await enterPublished({ plan: given, version: 1 }, directory, registers)
    expect(await publicPlan(registers, plan.planId)).toBeUndefined()
    expect(await publicPlans(registers)).toEqual([])
  })
})
