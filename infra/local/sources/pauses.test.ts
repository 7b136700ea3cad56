import { afterEach, describe, expect, test, vi } from 'vitest'
import { createClock } from '../clock.ts'
import { createPauses } from './pauses.ts'

const INSTANT = Date.parse('2026-09-01T00:00:00Z')
const goesOn = new AbortController().signal

/** What has ended by now. */
async function ended(...pauses: readonly Promise<void>[]): Promise<boolean[]> {
  const seen = pauses.map(() => false)
  pauses.forEach((pause, at) => {
    void pause.then(() => {
      seen[at] = true
    })
  })
  await Promise.resolve()
  await Promise.resolve()
  return seen
}

describe('a pause in the machine’s time', () => {
  afterEach(() => vi.useRealTimers())

  test('ends under a held clock when the clock gets there, the first one first', async () => {
    const clock = createClock({ kind: 'held', at: INSTANT })
    const { pause, nextEndAt } = createPauses(clock)
    expect(nextEndAt()).toBeUndefined()
    const [long, short] = [pause(60_000, goesOn), pause(2_000, goesOn)]
    expect(nextEndAt()).toBe(INSTANT + 2_000)
    clock.moveTo(INSTANT + 1_999)
    expect(await ended(long, short)).toEqual([false, false])
    clock.moveTo(INSTANT + 2_000)
    expect(await ended(long, short)).toEqual([false, true])
    expect(nextEndAt()).toBe(INSTANT + 60_000)
    clock.moveTo(INSTANT + 3_600_000)
    expect([await ended(long), nextEndAt()]).toEqual([[true], undefined])
  })

  test('ends under a running clock by itself, or when that is moved', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const clock = createClock({ kind: 'real', offsetMs: 0 })
    const { pause } = createPauses(clock)
    const [first, second] = [pause(2_000, goesOn), pause(60_000, goesOn)]
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await ended(first, second)).toEqual([true, false])
    clock.moveTo(clock.now() + 60_000)
    expect(await ended(second)).toEqual([true])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends when the machine stops', async () => {
    const stopping = new AbortController()
    const { pause, nextEndAt } = createPauses(createClock({ kind: 'held', at: INSTANT }))
    const paused = pause(60_000, stopping.signal)
    stopping.abort()
    expect([await ended(paused, pause(60_000, stopping.signal)), nextEndAt()]).toEqual([[true, true], undefined])
  })
})
