/**
 * What the officer of a draft has said otherwise than its document, with what had been read there: enough to tell, when a corrected file is
 * read, whether the source of a decision is still the same.
 */
import type { PlanTask } from '../../../events/plan.ts'
import type { PlanEvent, PlanState } from '../plan.ts'

interface Overruled<Read> {
  readonly read: Read
  readonly reason: string
}

export interface Decided {
  readonly header?: Overruled<PlanState['header']>
  readonly recipients?: Overruled<PlanState['recipients']>
  /** By key. Without `read` the officer added it; read, and no longer in the plan, the officer took it out. */
  readonly tasks?: Readonly<Record<string, { readonly read?: PlanTask; readonly reason: string }>>
}

type Edit = Extract<
  PlanEvent,
  { name: 'plan.header-changed' | 'plan.recipients-changed' | 'plan.task-changed' | 'plan.task-added' | 'plan.task-removed' }
>

/** What was read stays what it was before the first correction; the newest reason is the one that counts. */
export function withDecision(decided: Decided = {}, event: Edit): Decided {
  const { reason } = event.data
  switch (event.name) {
    case 'plan.header-changed':
      return { ...decided, header: { read: decided.header?.read ?? event.data.before, reason } }
    case 'plan.recipients-changed':
      return { ...decided, recipients: { read: decided.recipients?.read ?? event.data.before, reason } }
    case 'plan.task-changed':
      return withTask(decided, event.data.after.key, { ...(decided.tasks?.[event.data.after.key] ?? { read: event.data.before }), reason })
    case 'plan.task-added':
      return withTask(decided, event.data.task.key, { ...decided.tasks?.[event.data.task.key], reason })
    case 'plan.task-removed': {
      const { task } = event.data
      const { [task.key]: earlier, ...tasks } = decided.tasks ?? {}
      // Added and taken out again: as if nothing had been said.
      if (earlier !== undefined && earlier.read === undefined) return { ...decided, tasks }
      return withTask(decided, task.key, { read: earlier?.read ?? task, reason })
    }
  }
}

function withTask(decided: Decided, key: string, entry: NonNullable<Decided['tasks']>[string]): Decided {
  return { ...decided, tasks: { ...decided.tasks, [key]: entry } }
}
