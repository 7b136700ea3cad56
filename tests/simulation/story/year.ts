/** The year of one seed: a plan is drafted, reviewed and issued; units do what units do; here and there an event is poison. */

import { prepare, streamOf } from '../../../shared/log/command.ts'
import { isRefusal } from '../../../shared/log/refusal.ts'
import { type PlanCommand, planAggregate } from '../../../shared/plan/aggregate.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import type { World } from '../world.ts'
import { moveAddresses } from './address.ts'
import { amendAlong } from './amend.ts'
import type { Browser } from './browser.ts'
import { issuer, LISTENERS_SECRET, officer } from './directory.ts'
import { draftedPlan, offeredDocument, planId } from './paper.ts'
import { dropPoison } from './poison.ts'
import { reformAlong } from './reform.ts'
import { playPart } from './unit.ts'

const DAY = 24 * 60 * 60_000
/** The last deadline of any plan here lies within this time, its extensions too. */
const YEAR = 330 * DAY

export async function playYear(browser: Browser, appends: readonly Parameters<World['append']>[0][], seed: number): Promise<void> {
  const { world, chance } = browser
  const { agenda } = world
  const start = agenda.now()
  for (const batch of appends) await world.remember(batch)
  await world.twins.secrets.keep(LISTENERS_SECRET, 'whsec_AAAA')
  poisonAlong(browser, start)
  agenda.life(start + YEAR, () => world.weather.clear())
  await browser.pause(chance.between(0.2, 9) * DAY)
  await draft(browser)
  const issued = await issue(browser)
  acknowledge(browser)
  const parts = issued.tasks.flatMap((task) =>
    [...executorsOf(issued, task, world.directory, dayOf(agenda.clock.now()))].map((unit) => playPart(browser, issued, task, unit)),
  )
  await Promise.all([...parts, amendAlong(browser, seed), moveAddresses(browser, seed), reformAlong(browser, seed)])
}

/** Reading documents is another test's business; the draft enters as the reader would have left it. */
async function draft({ world, chance }: Browser): Promise<void> {
  const now = world.agenda.clock.now()
  const context = { at: now, actor: { person: officer.id, unit: issuer, role: 'officer' }, correlationId: 'draft', causationId: 'draft' }
  const stream = streamOf('plan', planId)
  const orders: readonly PlanCommand[] = [
    { type: 'offer-document', offer: offeredDocument(now) },
    { type: 'draft', plan: draftedPlan(chance, dayOf(now)) },
  ]
  for (const order of orders) {
    const prepared = prepare(planAggregate, stream, await world.twins.store.load(stream), order, context)
    if (isRefusal(prepared) || prepared.append === undefined) throw new Error(`the plan cannot be drafted: ${order.type}`)
    await world.append([prepared.append])
  }
}

async function issue(browser: Browser): Promise<PlanState> {
  const { world } = browser
  const findings = world.watch.ledger.plan(planId)?.findings ?? []
  if (findings.length > 0) {
    const early = await browser.send(officer, 'POST /api/plans/{planId}/issue', { planId })
    if (early.status !== 409) throw new Error(`a plan with open findings was issued: ${early.status}`)
    const resolutions = findings.map(({ findingId }) => ({ findingId, decision: 'accepted', reason: 'Đã xem' }))
    await browser.send(officer, 'POST /api/plans/{planId}/findings', { planId }, { resolutions })
  }
  const issued = await browser.send(officer, 'POST /api/plans/{planId}/issue', { planId })
  const plan = world.watch.ledger.plan(planId)
  if (issued.status !== 200 || plan?.status !== 'issued') throw new Error(`the plan was not issued: ${JSON.stringify(issued)}`)
  return plan
}

function poisonAlong({ world, chance }: Browser, start: number): void {
  const drops = chance.happens(0.4) ? chance.whole(1, 2) : 0
  for (let number = 1; number <= drops; number += 1)
    world.agenda.life(start + chance.between(10, 300) * DAY, () => dropPoison(world, chance, number))
}

/** Some say that they have read the plan. */
function acknowledge(browser: Browser): void {
  const { world, chance } = browser
  world.agenda.life(world.agenda.now() + chance.between(0.1, 3) * DAY, () => {
    for (const notice of world.watch.ledger.notices()) {
      const clerk = world.directory.person(`per_clerk-${notice.recipient.slice(4)}`)
      if (notice.kind === 'plan-issued' && clerk !== undefined && chance.happens(0.2))
        void browser.send(clerk, 'POST /api/notices/{noticeId}/acknowledge', { noticeId: notice.noticeId })
    }
  })
}
