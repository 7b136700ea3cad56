/** What the scheduler promises: one signal a schedule, at its minute, never before, re-timed by its name. */
import { expect, it } from 'vitest'
import { deadlineReached } from '../../events/deadline.ts'
import { type Detail, happen } from '../../events/event.ts'
import type { Schedule, Scheduler } from '../../shared/ports.ts'
import { addSeconds, instantOf, wallClock } from '../../shared/time/calendar.ts'
import { signal } from '../../shared/time/signal.ts'
import { fresh } from './fresh.ts'

export interface SchedulerSide {
  readonly scheduler: () => Scheduler
  now(): string
  /** Moves the clock; answers what fired on the way, in order. */
  firedUntil(instant: string): Promise<readonly Fired[]>
}

export interface Fired {
  readonly source: string
  readonly detailType: string
  readonly detail: Detail
}

const HOUR = 3_600

export function schedulerSuite(side: SchedulerSide): void {
  const inSeconds = (seconds: number): string => wallClock(addSeconds(side.now(), seconds))
  const instant = (wall: string): string => instantOf(wall.slice(0, 10), wall.slice(11))
  const schedule = (at: string, name = fresh('pln_1.8.close')): Schedule => ({
    name,
    at,
    event: happen(deadlineReached, { planId: 'pln_1', key: '8', at: instant(at) }),
    causationId: 'plan#pln_1#2',
  })
  const ids = (fired: readonly Fired[]): string[] => fired.map(({ detail }) => detail.metadata.id)
  const idOf = (one: Schedule): string => signal(one).metadata.id

  it('fires at its minute, as the signal it was put for, and then is gone', async () => {
    const one = schedule(inSeconds(HOUR))
    await side.scheduler().put(one)
    expect(await side.firedUntil(addSeconds(instant(one.at), -1))).toEqual([])
    expect(await side.firedUntil(instant(one.at))).toEqual([{ source: 'thidua', detailType: 'deadline.reached', detail: signal(one) }])
    expect(await side.firedUntil(addSeconds(side.now(), 30 * 24 * HOUR))).toEqual([])
  })

  it('is one schedule however often it is put', async () => {
    const one = schedule(inSeconds(HOUR))
    await side.scheduler().put(one)
    await side.scheduler().put(one)
    expect(ids(await side.firedUntil(addSeconds(side.now(), 2 * HOUR)))).toEqual([idOf(one)])
  })

  it.each([
    ['later', HOUR, 3 * HOUR],
    ['earlier', 3 * HOUR, HOUR],
  ])('is re-timed %s by its name', async (_what, before, after) => {
    const one = schedule(inSeconds(before))
    const moved = schedule(inSeconds(after), one.name)
    await side.scheduler().put(one)
    await side.scheduler().put(moved)
    expect(await side.firedUntil(addSeconds(instant(moved.at), -1))).toEqual([])
    expect(ids(await side.firedUntil(addSeconds(side.now(), 5 * HOUR)))).toEqual([idOf(moved)])
  })

  it('can be removed, also twice, also when there is none', async () => {
    const one = schedule(inSeconds(HOUR))
    await side.scheduler().put(one)
    await side.scheduler().remove(one.name)
    await side.scheduler().remove(one.name)
    await side.scheduler().remove(fresh('none'))
    expect(await side.firedUntil(addSeconds(side.now(), 2 * HOUR))).toEqual([])
  })

  it.each([
    ['long past', -365 * 24 * HOUR],
    ['just past', -60],
    ['this very minute', 0],
  ])('fires within two minutes when its time is %s, and names the time it was asked for', async (_what, seconds) => {
    const one = schedule(inSeconds(seconds))
    await side.scheduler().put(one)
    expect(await side.firedUntil(addSeconds(side.now(), 120))).toMatchObject([
      { detail: { metadata: { id: idOf(one), at: instant(one.at) } } },
    ])
  })

  it('is the same signal when it is put again after it has fired, so that nothing is done twice', async () => {
    const one = schedule(inSeconds(HOUR))
    await side.scheduler().put(one)
    const first = await side.firedUntil(addSeconds(side.now(), 2 * HOUR))
    await side.scheduler().put(one)
    expect(ids(await side.firedUntil(addSeconds(side.now(), 2 * HOUR)))).toEqual(ids(first))
  })

  it('fires several in order of their times', async () => {
    const [third, first, second] = [schedule(inSeconds(3 * HOUR)), schedule(inSeconds(HOUR)), schedule(inSeconds(2 * HOUR))]
    for (const one of [third, first, second]) await side.scheduler().put(one)
    expect(ids(await side.firedUntil(addSeconds(side.now(), 4 * HOUR)))).toEqual([first, second, third].map(idOf))
  })

  it.each(['x'.repeat(65), 'tên có dấu', 'a/b', ''])('throws at the name %j, which no scheduler takes', async (name) => {
    await expect(side.scheduler().put(schedule(inSeconds(HOUR), name))).rejects.toThrow()
    expect(await side.firedUntil(addSeconds(side.now(), 2 * HOUR))).toEqual([])
  })
}
