/** Whose part in which task: the identity of an assignment, apart from its rules, for those who only need to name one. */
import type { StandingState } from '../ports.ts'

export interface AssignmentOf {
  readonly planId: string
  readonly key: string
  readonly unit: string
}

export function assignmentId(of: AssignmentOf): string {
  return `${of.planId}.${of.key}.${of.unit}`
}

/** Back from the id; nothing when it is none. */
export function assignmentOfId(id: string): AssignmentOf | undefined {
  const [, planId, key, unit] = /^(pln_[^.]+)\.(.+)\.(unt_.+)$/.exec(id) ?? []
  return planId === undefined || key === undefined || unit === undefined ? undefined : { planId, key, unit }
}

/** The task is done as far as its unit is concerned. */
export function isHandedIn(state: StandingState | undefined): boolean {
  return state === 'submitted' || state === 'accepted'
}
