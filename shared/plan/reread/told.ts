/** What became of one earlier decision when a corrected file was read. */
import type { Happened } from '../../../events/event.ts'
import type { PlanTask } from '../../../events/plan.ts'
import type { planDraftRevised } from '../../../events/plan-revision.ts'
import type { Field } from '../amendment/fields.ts'
import { dueWords } from './words.vi.ts'

export type Told = Happened<typeof planDraftRevised>['data']['decisions'][number]

/** Enough of a value to know it by: what it was in full is in the log. */
const SHOWN_CHARACTERS_MAX = 160

export function clipped(told: Told): Told {
  return { ...told, decided: clip(told.decided), read: clip(told.read) }
}

function clip(text: string | undefined): string | undefined {
  return text === undefined || text.length <= SHOWN_CHARACTERS_MAX ? text : `${text.slice(0, SHOWN_CHARACTERS_MAX - 1)}…`
}

/** A field of a task as text; the form stays a code, which the reader of the list names. */
export function fieldText(task: PlanTask, field: Field): string {
  const value = task[field]
  if (field === 'due') return dueWords(task.due)
  return Array.isArray(value) ? value.join('; ') : String(value ?? '')
}
