import type { AppendixHead } from '../appendix/reference.ts'
import type { Table } from '../appendix/rows.ts'
import type { ReadHeader } from '../header.ts'
import type { Paragraph } from '../paragraphs.ts'
import type { Parts } from '../parts.ts'
import type { ReadTask } from '../tasks.ts'
import type { BodyObligation, PlanReading, Severity, Task } from '../types.ts'

/** Everything a rule may look at. */
export type Plan = {
  readonly reading: Omit<PlanReading, 'sections' | 'findings' | 'spans' | 'confidence'>
  readonly head: AppendixHead | null
  readonly body: readonly Paragraph[]
  readonly read: ReadHeader
  readonly tasks: readonly ReadTask[]
  readonly tables: readonly Table[]
  readonly parts: Parts
}

/** What a rule found: the place, the source text it stands on (for a stable id) and the values of its sentence. */
export type Draft = {
  readonly task?: Task
  readonly relatedTasks?: readonly number[]
  /** Of the body, where it is about one. */
  readonly duty?: BodyObligation
  readonly field?: string
  /** Another sentence of the same rule. */
  readonly say?: string
  readonly severity?: Severity
  readonly anchor: string
  /** A task stands for what the document calls it. */
  readonly values: Values
}

type Values = Readonly<Record<string, string | Task>>

export type Rule = { readonly code: string; readonly severity: Severity; readonly find: (plan: Plan) => readonly Draft[] }

export const anchorOf = (task: Task) => `${task.content}|${task.deadlineText ?? ''}`

/** dd/mm/yyyy, as the officer writes dates. */
export const shown = (date: string) => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** A finding on one task. */
export function onTask(task: Task, values: Values, more: Partial<Draft> = {}): Draft {
  return {
    task,
    field: 'deadlineText',
    anchor: anchorOf(task),
    values: { tt: task, deadline: task.deadlineText ?? '', ...values },
    ...more,
  }
}
