/** The machine's clock and ids made of it: the only place that reads either. */
import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from '../ports.ts'

export const machineClock: Clock = { now: () => new Date().toISOString() }

/** Crockford's base 32, as ULID uses it: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/** ULIDs (https://github.com/ulid/spec): 48 bits of time, 80 bits of chance; they sort by time. */
export const machineIds: Ids = {
  next(prefix) {
    let time = Date.now()
    let stamp = ''
    for (let place = 0; place < TIME_CHARACTERS; place += 1) {
      stamp = ALPHABET.charAt(time % 32) + stamp
      time = Math.floor(time / 32)
    }
    const chance = [...randomBytes(RANDOM_CHARACTERS)].map((byte) => ALPHABET.charAt(byte % 32)).join('')
    return `${prefix}_${stamp}${chance}`
  },
}
