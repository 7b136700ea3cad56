/** The twin of the claims. */
import type { Claims } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'

export function memoryClaims(): Claims {
  const taken = new Map<string, string>()
  const takeAll: Claims['takeAll'] = async (names, at, seconds) => {
    const stale = addSeconds(at, -seconds)
    if (names.some((name) => (taken.get(name) ?? stale) > stale)) return false
    for (const name of names) taken.set(name, at)
    return true
  }
  return { takeAll, take: (name, at, seconds) => takeAll([name], at, seconds) }
}
