/** In some years a unit's mail moves to another address: from then on, mails go there. */
import { dayOf } from '../../../shared/time/calendar.ts'
import { chanceOf } from '../chance.ts'
import type { Browser } from './browser.ts'

const DAY = 24 * 60 * 60_000
const ADDRESSES = 5

export async function moveAddresses(browser: Browser, seed: number): Promise<void> {
  const { world } = browser
  const chance = chanceOf(seed, ADDRESSES)
  if (!chance.happens(0.25)) return
  await browser.pause(chance.between(0.1, 60) * DAY)
  const view = world.directory.asOf(dayOf(world.agenda.clock.now()))
  const unit = chance.pick(view.units.filter(({ parent }) => parent !== undefined))
  const [head] = view.peopleIn(unit.id, 'head')
  if (head === undefined) throw new Error(`${unit.id} has no head`)
  const emails = unit.contacts.map(({ email }) => email.replace('@', '.moi@'))
  const moved = await browser.send(head, 'PUT /api/units/{unit}/contacts', { unit: unit.id }, { emails })
  if (moved.status !== 200) throw new Error(`${unit.id} cannot move its mail: ${JSON.stringify(moved)}`)
}
