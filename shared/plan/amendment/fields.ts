/** Which fields of a task differ between two versions. What differs only in spacing, in the form of its letters or in bold does not. */
import type { Due, PlanTask } from '../../../events/plan.ts'
import { withoutBold } from '../../text/bold.ts'

export type Field =
  | 'content'
  | 'executing'
  | 'coordinating'
  | 'deadlineText'
  | 'due'
  | 'form'
  | 'kinds'
  | 'section'
  | 'parent'
  | 'reference'

type Reader = (task: PlanTask) => unknown

const readers: Readonly<Record<Field, Reader>> = {
  content: (task) => plain(task.content),
  executing: (task) => task.executing.map(plain),
  coordinating: (task) => task.coordinating.map(plain),
  deadlineText: (task) => plain(withoutBold(task.deadlineText)),
  due: (task) => dueOf(task.due),
  form: (task) => task.form,
  kinds: (task) => task.kinds,
  section: (task) => plain(task.section ?? ''),
  parent: (task) => task.parent,
  reference: (task) => task.reference,
}

const fields = Object.keys(readers) as Field[]

export function fieldsChanged(before: PlanTask, after: PlanTask): readonly Field[] {
  return fields.filter((field) => JSON.stringify(readers[field](before)) !== JSON.stringify(readers[field](after)))
}

/** One form of each letter, one space between words: what a second scan or another editor changes without meaning to. */
export function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** A reading may carry more than its dates; only these are the deadline. */
function dueOf(due: Due | null): unknown {
  if (due === null) return null
  const { kind, from, to, toBound, toTime, precision, assumedWindow } = due
  return [kind, from, to, toBound, toTime, precision, assumedWindow]
}
