import { afterEach, describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'

const INSTANT = Date.parse('2026-09-01T00:00:00Z')

describe('the machine clock', () => {
  let undo = () => {}
  afterEach(() => undo())

  test('held, it stands still until it is moved, and never goes back', () => {
    const clock = createClock({ kind: 'held', at: INSTANT })
    const moves: number[] = []
    clock.onMoved((now) => moves.push(now))
    clock.moveTo(INSTANT + 1000)
    expect([clock.now(), clock.held, moves]).toEqual([INSTANT + 1000, true, [INSTANT + 1000]])
    expect(() => clock.moveTo(INSTANT)).toThrow(/does not go back/)
  })

  test('real, it runs by itself, shifted by its offset, and runs on from where it is moved', () => {
    const clock = createClock({ kind: 'real', offsetMs: -86_400_000 })
    expect(Math.abs(clock.now() - (Date.now() - 86_400_000))).toBeLessThan(1000)
    const next = clock.now() + 3_600_000
    clock.moveTo(next)
    expect(clock.now()).toBeGreaterThanOrEqual(next)
    clock.moveTo(next - 60_000)
    expect(clock.now()).toBeGreaterThanOrEqual(next)
  })

  test('installed, it is what Date says, and Date stays Date in everything else', () => {
    undo = createClock({ kind: 'held', at: INSTANT }).install()
    class Moment extends Date {}
    expect(Date.now()).toBe(INSTANT)
    expect(new Date().toISOString()).toBe('2026-09-01T00:00:00.000Z')
    expect(new Date(5).getTime()).toBe(5)
    expect(new Date()).toBeInstanceOf(Date)
    expect(new Moment()).toBeInstanceOf(Moment)
    expect(new Moment().getTime()).toBe(INSTANT)
    expect(Date()).toContain('2026')
    expect(Date.UTC(2026, 8, 1)).toBe(INSTANT)
  })

  test('undone, Date is the machine’s own again', () => {
    const native = Date
    createClock({ kind: 'held', at: INSTANT }).install()()
    expect(Date).toBe(native)
  })
})
