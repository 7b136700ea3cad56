/**
 * Which registers there are. `below#<unit>` holds a row for each plan issued by the unit or by anybody below it, so that a superior sees
 * its tree in one query, however many plans there are. `public` lists the plans anybody may read, and `public-plan#<plan>` holds what may be
 * read of one: who answers the public reaches these two and nothing else. `asked#<unit>` is in `concerning.ts`.
 */
import type { Happened } from '../../events/event.ts'
import type { planDrafted } from '../../events/plan.ts'
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { everyItem } from '../log/pages.ts'
import type { Registers } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { type Window, windowOf } from './deadline.ts'
import type { FoundPlan } from './load.ts'
import type { PlanState } from './plan.ts'

/** One issued plan, as its superiors see it in the tree. */
export interface BelowRow {
  readonly planId: string
  readonly unit: string
  readonly number: string
  readonly title: string
  /** The day on the document. */
  readonly date: string
  readonly issuedAt: string
  readonly year: number
  readonly throughYear?: number
  /** Plans in the system that it was linked to. */
  readonly parents: readonly string[]
}

/** What anybody may read of a published plan: the document, no person's name, and nothing of how it goes. */
export interface PublicPlan extends PublicRow {
  readonly place: string
  readonly themes: readonly { readonly year: number; readonly text: string }[]
  readonly tasks: readonly PublicTask[]
}

export interface PublicRow {
  readonly planId: string
  readonly number: string
  readonly title: string
  readonly date: string
  readonly issuer: string
  readonly year: number
  readonly throughYear?: number
}

export interface PublicTask {
  readonly key: string
  readonly reference?: string
  readonly section?: string
  readonly content: string
  readonly executing: readonly string[]
  readonly coordinating: readonly string[]
  readonly deadlineText: string
  readonly window?: Window
}

type Header = Happened<typeof planDrafted>['data']['header']

export const PUBLIC_REGISTER = 'public'
export const belowRegister = (unit: string) => `below#${unit}`
export const publicPlanRegister = (planId: string) => `public-plan#${planId}`
const PUBLIC_PLAN_KEY = 'plan'

/** Its own unit and every unit over it on the day it was issued see it; said again, it only says the newest. */
export async function enterIssued({ plan, version }: FoundPlan, directory: Directory, registers: Registers): Promise<void> {
  const { planId, issuerUnit: unit, issuedAt, header, parents = [] } = plan
  if (issuedAt === undefined) return
  const { number, title, date, year, throughYear } = header
  const row: BelowRow = { planId, unit, number, title, date, issuedAt, year, throughYear, parents: parents.map((parent) => parent.planId) }
  const above = isUnitId(unit) ? directory.asOf(dayOf(issuedAt)).ancestorsOf(unit) : []
  for (const register of [unit, ...above.map(({ id }) => id)]) {
    await registers.enter(belowRegister(register), `${date}#${planId}`, JSON.stringify(row), version)
  }
}

/** Plans of a unit and of all below it whose day lies in these bounds: one query a page of 4,000. */
export async function issuedBelow(
  registers: Registers,
  unit: string,
  bounds: { from?: string; to?: string },
): Promise<readonly BelowRow[]> {
  return (await allRows(registers, belowRegister(unit), bounds)).map((row) => JSON.parse(row) as BelowRow)
}

/** Only a plan whose Nơi nhận names the portal is published. */
export async function enterPublished({ plan, version }: FoundPlan, directory: Directory, registers: Registers): Promise<void> {
  if (plan.status !== 'issued' || !plan.published) return
  const row = publicRow(plan.planId, plan.header, issuerNameOf(plan, directory))
  const whole: PublicPlan = {
    ...row,
    place: plan.header.place,
    themes: plan.themes ?? [],
    tasks: plan.tasks.map(({ key, reference, section, content, executing, coordinating, deadlineText, due }) => ({
      ...{ key, reference, section, content, executing, coordinating, deadlineText },
      window: windowOf(due, plan.policy.closes),
    })),
  }
  await registers.enter(publicPlanRegister(plan.planId), PUBLIC_PLAN_KEY, JSON.stringify(whole), version)
  await registers.enter(PUBLIC_REGISTER, `${row.date}#${row.planId}`, JSON.stringify(row), version)
}

function publicRow(planId: string, { number, title, date, year, throughYear }: Header, issuer: string): PublicRow {
  return { planId, number, title, date, issuer, year, throughYear }
}

function issuerNameOf({ issuerUnit, header }: PlanState, directory: Directory): string {
  return (isUnitId(issuerUnit) ? directory.unit(issuerUnit)?.name : undefined) ?? header.issuer
}

/** Newest first. */
export async function publicPlans(registers: Registers): Promise<readonly PublicRow[]> {
  return (await allRows(registers, PUBLIC_REGISTER, {})).map((row) => JSON.parse(row) as PublicRow).toReversed()
}

export async function publicPlan(registers: Registers, planId: string): Promise<PublicPlan | undefined> {
  const [row] = (await registers.rows(publicPlanRegister(planId))).items
  return row === undefined ? undefined : (JSON.parse(row) as PublicPlan)
}

function allRows(registers: Registers, register: string, bounds: { from?: string; to?: string }): Promise<string[]> {
  return everyItem((after) => registers.rows(register, { ...bounds, after }))
}
