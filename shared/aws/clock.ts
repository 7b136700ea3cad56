/** The machine's clock: the only place that reads it. Ids come from commands' own keys, so nothing here deals in chance. */
import type { Clock } from '../ports.ts'

export const machineClock: Clock = { now: () => new Date().toISOString() }
