/** The twin of the claims. */
import type { Claims } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'

export function memoryClaims(): Claims {
  const taken = new Map<string, string>()
  return {
    async take(name, at, seconds) {
      const earlier = taken.get(name)
      if (earlier !== undefined && earlier > addSeconds(at, -seconds)) return false
      taken.set(name, at)
      return true
    },
  }
}
