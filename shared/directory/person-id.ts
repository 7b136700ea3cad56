import type { PersonId } from './model.ts'

/** Ids stand in logs, so one made here tells nothing of the person: it is a hash of the address. */
export function personIdOf(email: string): PersonId {
  return `per_${stableHash(email.toLowerCase())}`
}

/** cyrb53 (public domain, bryc): 53 bits, enough to keep 20,000 people apart; a collision is refused as a duplicate, not merged. */
export function stableHash(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0')
}
