/** One-time codes: six digits, ten minutes, five tries, one at a time for each sign-in. */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { MachineClock } from '../contract.ts'

export const CODE_LIFETIME_MS = 10 * 60_000
export const CODE_TRIES_MAX = 5
/** Codes one address can be sent within a code's lifetime: nobody's inbox is to be flooded by a stranger. */
export const CODES_PER_ADDRESS_MAX = 5
const CHALLENGES_MAX = 10_000

interface Challenge {
  readonly email: string
  /** Undefined for an address that is not known: no code opens it. */
  readonly codeHash: Buffer | undefined
  readonly expiresAt: number
  triesLeft: number
}

export interface Codes {
  /** A new code for this sign-in; undefined when the address has been sent too many. The former code is void either way. */
  issue(signIn: string, email: string, known: boolean): string | undefined
  /** The address the code was sent to, once; undefined when the code is wrong, late or tried too often. */
  redeem(signIn: string, code: string): string | undefined
  /** The address that was entered for this sign-in. */
  emailOf(signIn: string): string | undefined
}

export function createCodes(clock: MachineClock): Codes {
  const challenges = new Map<string, Challenge>()
  const sent = new Map<string, number[]>()

  function mayBeSent(email: string, now: number): boolean {
    const recent = (sent.get(email) ?? []).filter((at) => now - at < CODE_LIFETIME_MS)
    if (recent.length >= CODES_PER_ADDRESS_MAX) return false
    sent.set(email, [...recent, now])
    return true
  }

  function dropOld(now: number): void {
    if (challenges.size < CHALLENGES_MAX) return
    for (const [signIn, { expiresAt }] of challenges) if (expiresAt <= now) challenges.delete(signIn)
    if (challenges.size >= CHALLENGES_MAX) challenges.clear()
    sent.clear()
  }

  return {
    issue(signIn, email, known) {
      const now = clock.now()
      dropOld(now)
      const code = known && mayBeSent(email, now) ? String(randomInt(1_000_000)).padStart(6, '0') : undefined
      const codeHash = code === undefined ? undefined : hash(signIn, code)
      challenges.set(signIn, { email, codeHash, expiresAt: now + CODE_LIFETIME_MS, triesLeft: CODE_TRIES_MAX })
      return code
    },
    redeem(signIn, code) {
      const challenge = challenges.get(signIn)
      if (challenge?.codeHash === undefined || challenge.triesLeft === 0 || clock.now() >= challenge.expiresAt) return undefined
      challenge.triesLeft -= 1
      if (!timingSafeEqual(hash(signIn, code), challenge.codeHash)) return undefined
      challenges.delete(signIn)
      return challenge.email
    },
    emailOf: (signIn) => challenges.get(signIn)?.email,
  }
}

function hash(signIn: string, code: string): Buffer {
  return createHash('sha256').update(`${signIn}:${code}`).digest()
}
