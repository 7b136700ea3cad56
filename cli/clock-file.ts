/** Where the machine's clock stood, so that a restart goes on from there: the difference to the real clock, which runs on meanwhile. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { LocalClock } from '../infra/local/clock.ts'

const fileSchema = z.object({ offsetMs: z.number(), at: z.number().optional() })
const fileIn = (stateDir: string) => join(stateDir, 'clock.json')
/** Not `Date.now`: the machine puts its own clock there. */
const realNow = () => performance.timeOrigin + performance.now()

/**
 * Never earlier than the machine has been: when the computer's own clock was set back, the machine goes on from where it stood. Throws one
 * sentence when the file is damaged: to begin at another time unasked would send mails too early or too late.
 */
export function keptClock(stateDir: string): number | undefined {
  const file = fileIn(stateDir)
  if (!existsSync(file)) return undefined
  try {
    const { offsetMs, at = 0 } = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return Math.max(offsetMs, Math.round(at - realNow()))
  } catch {
    throw new Error(`${file} is damaged: delete it and start with --clock and the instant at which the machine stood.`)
  }
}

export function keepClock(stateDir: string, now: number): void {
  const fresh = `${fileIn(stateDir)}.new`
  writeFileSync(fresh, JSON.stringify({ offsetMs: Math.round(now - realNow()), at: Math.round(now) }))
  // A full disk or a kill leaves what was there.
  renameSync(fresh, fileIn(stateDir))
}

/** From now on, and at each stop of a move before anything of that instant happens: a machine that is killed meanwhile does not go back. */
export function rememberClock(clock: LocalClock, stateDir: string): void {
  keepClock(stateDir, clock.now())
  clock.onMoved((now) => keepClock(stateDir, now))
}
