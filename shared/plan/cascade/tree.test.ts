import { describe, expect, it } from 'vitest'
import { memoryEventStore } from '../../memory/event-store.ts'
import { memoryRegisters } from '../../memory/registers.ts'
import { draftOf } from '../draft/draft.ts'
import type { PlanState } from '../plan.ts'
import { readPlan } from '../reading/index.ts'
import { type BelowRow, belowRegister } from '../registers.ts'
import { cascadeDirectory, OTHER_PGD, PGD, SCHOOL, SO, SO_TEXT } from './cascade.test-support.ts'
import { cascadeOf, cascadeView } from './tree.ts'

const directory = cascadeDirectory()
const about = { planId: 'pln_so', issuerUnit: SO, fileName: 'so.txt', sourceSha256: '0'.repeat(64) }
const read = draftOf({ text: SO_TEXT, format: 'text', fromOcr: false }, readPlan(SO_TEXT), about)
if ('refused' in read) throw new Error(read.code)
const plan: PlanState = {
  ...read.draft,
  ...{ status: 'issued', published: false, archived: true },
  tasks: read.draft.tasks.map((task) => ({ ...task, state: 'planned' })),
}

const row = (unit: string, change: Partial<BelowRow> = {}): BelowRow => ({
  ...{ planId: `pln_${unit}`, unit, number: '05/KH-PGDĐT', title: 'Công tác thi đua năm 2021', date: '2021-01-28' },
  ...{ issuedAt: '2021-01-28T02:00:00.000Z', year: 2021, parents: ['pln_so'] },
  ...change,
})
const seen = (rows: readonly BelowRow[], handedIn: readonly string[] = [], of: PlanState = plan) =>
  cascadeView(of, rows, of.tasks.length === 0 ? [] : [new Set(handedIn)], directory, '2021-02-01')
const lines = (...given: Parameters<typeof seen>) =>
  seen(...given).units.map(({ unit, isAsked, isDone, plans, below, belowIssued }) =>
    [
      unit,
      isAsked ? 'asked' : '',
      isDone ? 'done' : '',
      plans.map(({ isLinked }) => (isLinked ? 'linked' : 'other')).join(),
      `${belowIssued}/${below}`,
    ].join(' '),
  )

describe('the tree below a plan', () => {
  it('names who was asked and has issued nothing yet', () => {
    expect(lines([])).toEqual([`${PGD} asked   0/1`, `${OTHER_PGD} asked   0/0`])
    expect(seen([]).duties).toMatchObject([{ key: '1', expected: 2, done: 0 }])
  })

  it('shows who has issued, who has handed in a file, and what was issued below', () => {
    const rows = [row(PGD), row(SCHOOL, { parents: [`pln_${PGD}`] })]
    expect(lines(rows, [PGD, OTHER_PGD])).toEqual([`${PGD} asked done linked 1/1`, `${OTHER_PGD} asked done  0/0`])
    expect(seen(rows, [PGD]).duties).toMatchObject([{ expected: 2, done: 1 }])
  })

  it('shows a plan of the same year that cites another, and a unit that cites this one unasked', () => {
    expect(lines([row(OTHER_PGD, { parents: [] }), row(SCHOOL)])).toEqual([
      `${PGD} asked   1/1`,
      `${OTHER_PGD} asked  other 0/0`,
      `${SCHOOL}   linked 0/0`,
    ])
  })

  it('leaves out itself and other years', () => {
    expect(lines([row(SO, { planId: 'pln_so' }), row(PGD, { year: 2022 })])).toEqual([`${PGD} asked   0/1`, `${OTHER_PGD} asked   0/0`])
  })

  it('shows under a plan of several years every yearly plan that belongs to it', () => {
    const period: PlanState = {
      ...plan,
      tasks: [],
      header: { ...plan.header, throughYear: 2025 },
      themes: [{ year: 2022, text: 'Chủ đề' }],
    }
    const yearly = [2021, 2022].map((year) => row(SO, { planId: `pln_${year}`, year }))
    const { units, themes } = seen([...yearly, row(PGD, { year: 2025 }), row(PGD, { planId: 'pln_x', year: 2026 })], [], period)
    expect(units.map(({ unit, plans }) => [unit, ...plans.map(({ year }) => year)])).toEqual([
      [SO, 2021, 2022],
      [PGD, 2025],
    ])
    expect(themes).toEqual([{ year: 2022, text: 'Chủ đề' }])
  })

  it('shows what is issued under a plan that was signed when its year was over', async () => {
    const late: PlanState = { ...plan, header: { ...plan.header, date: '2022-01-05' } }
    const registers = memoryRegisters()
    const below = row(PGD, { date: '2022-01-12' })
    await registers.enter(belowRegister(SO), `${below.date}#${below.planId}`, JSON.stringify(below), 1)
    const { units } = await cascadeOf(late, directory, { store: memoryEventStore(), registers }, '2022-02-01T02:00:00.000Z')
    expect(units[0]).toMatchObject({ unit: PGD, plans: [{ planId: below.planId }] })
  })
})
