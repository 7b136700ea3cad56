/**
 * A refusal is an answer, not a fault: the user can act on it. It carries a code, the field it is about and what the sentence needs;
 * the Vietnamese sentence is in `shared/access/sentences.vi.ts`.
 */
export interface Refusal {
  readonly refused: true
  readonly code: string
  readonly field?: string
  readonly facts?: Readonly<Record<string, string | number>>
}

export function refuse(code: string, field?: string, facts?: Refusal['facts']): Refusal {
  return { refused: true, code, field, facts }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}
