/**
 * In some years the directory changes while the plan runs: a school is founded, closed, moved, made another kind of unit, a person hands
 * over, or many rows come at once. Often in the very minute of a reminder or a closing.
 */
import { SYSTEM } from '../../../events/event.ts'
import type { DirectoryChange } from '../../../shared/directory/change.ts'
import type { Person, Unit } from '../../../shared/directory/model.ts'
import { saveChanges } from '../../../shared/directory/save.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import { addDays, dayOf } from '../../../shared/time/calendar.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { World } from '../world.ts'
import { momentOf, planNow } from './amend.ts'
import type { Browser } from './browser.ts'
import { issuer, school, staff } from './directory.ts'
import { playPart } from './unit.ts'

/** Drawn apart, so that a seed without a change is the year it always was. */
const REFORMS = 6
const FOUNDED_FROM = 50

/** None in most years; in some, up to three. Resolves when those whom it brings under the plan are done. */
export async function reformAlong(browser: Browser, seed: number): Promise<void> {
  const chance = chanceOf(seed, REFORMS)
  if (!chance.happens(0.3)) return
  const parts: Promise<void>[] = []
  for (let number = chance.whole(1, 3); number > 0; number -= 1) {
    await browser.world.agenda.sleepUntil(momentOf(chance, browser.world))
    parts.push(...(await reform(browser, chance, FOUNDED_FROM + number)))
  }
  await Promise.all(parts)
}

async function reform(browser: Browser, chance: Chance, number: number): Promise<Promise<void>[]> {
  const { world } = browser
  const before = askedNow(world)
  if (chance.happens(0.25)) await handOver(browser, chance, number)
  else await save(world, changesOf(chance, world, number))
  const plan = planNow(world)
  return [...askedNow(world)].flatMap(([key, units]) => {
    const task = plan.tasks.find((one) => one.key === key)
    return [...units].flatMap((unit) => (task === undefined || before.get(key)?.has(unit) ? [] : [playPart(browser, plan, task, unit)]))
  })
}

function askedNow(world: World): ReadonlyMap<string, ReadonlySet<string>> {
  const plan = planNow(world)
  const day = dayOf(world.agenda.clock.now())
  return new Map(plan.tasks.map((task) => [task.key, executorsOf(plan, task, world.directory, day)]))
}

/** As whoever keeps the directory imports it: so many rows a transaction, each decided on what is stored. */
async function save(world: World, changes: readonly DirectoryChange[]): Promise<void> {
  const { store } = world.twins
  const context = { at: world.agenda.clock.now(), actor: SYSTEM, correlationId: 'import', causationId: 'import' }
  const append: typeof store.append = async (appends) => {
    await world.append(appends)
    return { outcome: 'appended' }
  }
  world.say(() => `the directory changes: ${JSON.stringify(changes)}`)
  await saveChanges({ ...store, append }, changes, context)
}

const set = (unit: Unit): DirectoryChange => ({ event: 'unit.changed', payload: { unit } })
const setPerson = (person: Person): DirectoryChange => ({ event: 'person.changed', payload: { person } })

function changesOf(chance: Chance, world: World, number: number): readonly DirectoryChange[] {
  const day = dayOf(world.agenda.clock.now())
  const below = world.directory.asOf(day).units.filter(({ id }) => id !== issuer)
  const draw = chance.next()
  if (draw < 0.3) return founding(chance, day, number)
  if (draw < 0.55) return closing(chance, below, day)
  if (draw < 0.85) return [set(moved(chance, chance.pick(below), below))]
  // A whole list comes again, and most of it says nothing new.
  return [...founding(chance, day, number), ...below.map((unit) => set(chance.happens(0.2) ? moved(chance, unit, below) : unit))]
}

/** From today on, or from a day to come; in some cases it is one that is gone tomorrow. */
function founding(chance: Chance, day: string, number: number): readonly DirectoryChange[] {
  const validFrom = chance.happens(0.3) ? addDays(day, chance.whole(1, 40)) : day
  const unit: Unit = { ...school(number), validFrom, ...(chance.happens(0.1) ? { validTo: validFrom } : {}) }
  return [set(unit), ...staff(unit).map(setPerson)]
}

/** Since yesterday, from tomorrow on, or later; somebody takes over, or nobody does. */
function closing(chance: Chance, below: readonly Unit[], day: string): readonly DirectoryChange[] {
  const gone = chance.pick(below)
  const others = below.filter(({ id }) => id !== gone.id)
  const validTo = addDays(day, chance.pick([-1, 0, chance.whole(1, 60)]))
  const heir = others.length > 0 && chance.happens(0.7) ? { successor: chance.pick(others).id } : {}
  return [set({ ...gone, validTo, ...heir })]
}

/** Another kind of unit, or under another office: neither has a day. */
function moved(chance: Chance, unit: Unit, below: readonly Unit[]): Unit {
  const offices = below.filter(({ id, type }) => type === 'pgd' && id !== unit.id)
  if (unit.type === 'pgd' || offices.length === 0 || chance.happens(0.4))
    return { ...unit, type: chance.pick((['dvtt', 'pgd', 'outside'] as const).filter((type) => type !== unit.type)) }
  return { ...unit, type: 'school', parent: chance.pick(offices).id }
}

/** A clerk or a head leaves, today or soon, and another comes. */
async function handOver(browser: Browser, chance: Chance, number: number): Promise<void> {
  const { world } = browser
  const day = dayOf(world.agenda.clock.now())
  const view = world.directory.asOf(day)
  const unit = chance.pick(view.units.filter(({ id }) => view.peopleIn(id, 'head').length > 0))
  const role = chance.pick(['clerk', 'head'] as const)
  const [head] = view.peopleIn(unit.id, 'head')
  const [giver] = view.peopleIn(unit.id, role)
  if (head === undefined || giver === undefined) return
  const order = { role, giver: giver.id, name: 'Người Kế Nhiệm', email: `moi-${number}@${unit.id.slice(4)}.thidua.test` }
  const from = addDays(day, chance.pick([0, 1, chance.whole(2, 30)]))
  const handed = await browser.send(head, 'POST /api/units/{unit}/hand-overs', { unit: unit.id }, { ...order, from })
  const isRefused = ['hand-over-too-soon', 'role-not-begun', 'role-not-there', 'hand-over-past'].includes(String(handed.body.code))
  // Clicked twice or asked again, and done the first time: who has given the only role away is nobody any more.
  const isDone = giver.id === head.id && handed.body.code === 'not-in-directory'
  if (handed.status >= 300 && !isRefused && !isDone) throw new Error(`nobody can take over from ${giver.id}: ${JSON.stringify(handed)}`)
}
