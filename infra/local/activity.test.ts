import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createActivity, gather } from './activity.ts'

const LONG_MS = 60_000

/** Whether it has ended after so many turns of the event loop as no waiting of its own takes. */
async function hasEnded(waiting: Promise<void>): Promise<boolean> {
  let ended = false
  void waiting.then(() => {
    ended = true
  })
  for (let turns = 0; turns < 20; turns += 1) await turn()
  return ended
}

describe('gathering', () => {
  test('ends at once where nothing is under way but itself', async () => {
    const activity = createActivity()
    activity.begin()
    expect(await hasEnded(gather(activity, { ms: LONG_MS, own: 1, enough: () => false }))).toBe(true)
  })

  test('waits for the work of others, and ends with it', async () => {
    const activity = createActivity()
    const [one, other] = [activity.begin(), activity.begin()]
    const waiting = gather(activity, { ms: LONG_MS, enough: () => false })
    one()
    expect(await hasEnded(waiting)).toBe(false)
    other()
    expect(await hasEnded(waiting)).toBe(true)
  })

  test('ends when there is enough, and when its time is over', async () => {
    const activity = createActivity()
    activity.begin()
    let there = 0
    const waiting = gather(activity, { ms: LONG_MS, enough: () => there === 2 })
    for (const ended of [false, true]) {
      there += 1
      activity.changed()
      expect(await hasEnded(waiting)).toBe(ended)
    }
    await gather(activity, { ms: 1, enough: () => false })
  })
})
