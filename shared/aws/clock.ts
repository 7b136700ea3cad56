/** The machine's clock, from which all that decides is told the time. Ids come from commands' own keys, so nothing here deals in chance. */
import type { Clock } from '../ports.ts'

export const machineClock: Clock = { now: () => new Date().toISOString() }
