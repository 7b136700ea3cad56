/**
 * Faults that tests ask the front door for. A rule matches calls by service, action and principal; of the matching calls either the named
 * ones fail (`nth`), or a seeded share of them (`probability`), so that a failing run can be played again.
 */
export interface FaultRule {
  /** Service of the credential scope, for example `dynamodb`; absent for any. */
  readonly service?: string
  /** Operation, for example `TransactWriteItems`; absent for any. */
  readonly action?: string
  /** The principal's name (a role's ARN); absent for any. */
  readonly principal?: string
  /** Which of the matching calls, counted from 1; a list or one number. Without it and without `probability`: all of them. */
  readonly nth?: number | readonly number[]
  /** Share of the matching calls, 0 to 1; needs `seed`. */
  readonly probability?: number
  readonly seed?: number
  readonly kind: FaultKind
  /** For `delay`: milliseconds. */
  readonly delayMs?: number
  /** For `error` and `drop-connection`: the effect happens and only the answer is lost. */
  readonly afterEffect?: boolean
}

/**
 * `throttle` answers as the service does when it is too busy; `error` with an internal error; `delay` waits first; `duplicate` lets the service
 * act twice on one call; `drop-connection` cuts the socket without an answer.
 */
export type FaultKind = 'throttle' | 'error' | 'delay' | 'duplicate' | 'drop-connection'

export interface Call {
  readonly service: string
  readonly action: string
  readonly principal: string
}

export interface Faults {
  /** Adds a rule; returns how to take it away again. */
  inject(rule: FaultRule): () => void
  clear(): void
  /** The rules that strike this call, in the order they were added. Each matching rule counts the call. */
  striking(call: Call): readonly FaultRule[]
  /** How often each kind has struck, for a test's own report. */
  struck(): Readonly<Record<string, number>>
}

export function createFaults(): Faults {
  const rules = new Map<FaultRule, { matched: number; random: () => number }>()
  const counts: Record<string, number> = {}

  function inject(rule: FaultRule): () => void {
    if (rule.probability !== undefined && rule.seed === undefined) throw new Error('A fault with a probability needs a seed')
    rules.set(rule, { matched: 0, random: seededRandom(rule.seed ?? 0) })
    return () => rules.delete(rule)
  }

  function striking(call: Call): readonly FaultRule[] {
    const struck: FaultRule[] = []
    for (const [rule, state] of rules) {
      if (!matches(rule, call)) continue
      state.matched += 1
      if (!strikes(rule, state.matched, state.random)) continue
      counts[rule.kind] = (counts[rule.kind] ?? 0) + 1
      struck.push(rule)
    }
    return struck
  }

  return { inject, striking, clear: () => rules.clear(), struck: () => ({ ...counts }) }
}

function matches(rule: FaultRule, call: Call): boolean {
  const { service = call.service, action = call.action, principal = call.principal } = rule
  return service === call.service && action === call.action && principal === call.principal
}

function strikes(rule: FaultRule, matched: number, random: () => number): boolean {
  if (rule.nth !== undefined) return typeof rule.nth === 'number' ? rule.nth === matched : rule.nth.includes(matched)
  return rule.probability === undefined || random() < rule.probability
}

/** mulberry32: small, fast and the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
