/** "Việc của đơn vị": what a unit owes, by when, what blocks it and its one next step, from the very rules that decide its commands. */

import { sentenceOf } from '../access/sentences.vi.ts'
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { isRefusal, type Refusal } from '../log/refusal.ts'
import { plansConcerning } from '../plan/concerning.ts'
import { outlasting, windowIn } from '../plan/deadline.ts'
import { tasksAskedOf } from '../plan/duties.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { termsOf } from '../plan/terms.ts'
import type { World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { type AssignmentState, assignmentAggregate, isLate, standingOf } from './assignment.ts'
import { rowsOfUnit } from './owing.ts'
import { type AssignmentOf, isHandedIn } from './part.ts'
import { workSentences } from './refusals.vi.ts'
import { fileRuleSentence } from './sentences.vi.ts'

export async function workOf(unit: string, directory: Directory, world: Pick<World, 'store' | 'registers'>, at: string) {
  if (!isUnitId(unit)) return { unit, work: [] }
  const [plans, rows] = await Promise.all([plansConcerning(unit, directory, world, at), rowsOfUnit(world.store, unit)])
  const work = plans.flatMap((plan) =>
    tasksAskedOf(unit, plan, directory, dayOf(at)).map((task) => {
      const row = rows.get(`${plan.planId}#${task.key}`)
      const line = taskLine(plan, task)
      return {
        ...line,
        state: row?.state,
        late: row?.late ?? false,
        files: row?.files ?? 0,
        extension: outlasting(row?.extension, line.window),
        done: isHandedIn(row?.state),
      }
    }),
  )
  return { unit, name: directory.unit(unit)?.name, work: work.sort((left, right) => order(left) - order(right)) }
}

/** What is owed comes first, by its date; what has no date comes last. */
function order(item: { readonly done: boolean; readonly window?: { readonly closesAt: string } }): number {
  return (item.done ? 1e15 : 0) + (item.window === undefined ? 9e14 : Date.parse(item.window.closesAt))
}

function taskLine(plan: PlanState, task: TaskState) {
  const { key, reference, content, deadlineText, form, section, kinds } = task
  const { planId, header } = plan
  return {
    planId,
    number: header.number,
    title: header.title,
    key,
    reference,
    content,
    deadlineText,
    form,
    section,
    kinds,
    taskState: task.state,
    window: windowIn(plan, task),
  }
}

export function assignmentView(of: AssignmentOf, plan: PlanState, task: TaskState, assignment: AssignmentState | undefined, at: string) {
  const blocks = whatBlocks(of, plan, task, assignment, at)
  const blocked = blocks === undefined ? undefined : { code: blocks.code, message: sentenceOf(blocks, workSentences) }
  const line = { ...taskLine(plan, task), executing: task.executing, coordinating: task.coordinating, unit: of.unit, blocked }
  if (assignment === undefined) return { ...line, nominees: [], note: '', files: [], submissions: [], late: false }
  const { nominees, note, files, submissions, extension, returnReason } = assignment
  return {
    ...line,
    state: standingOf(assignment),
    nominees,
    note,
    files: files.map(({ objectKey: _objectKey, objectVersion: _objectVersion, parts, ...file }) => ({
      ...file,
      parts: parts?.sha256.length,
      /** Why it was refused and what to do. */
      sentence: file.rule === undefined ? undefined : fileRuleSentence(file.rule, ''),
    })),
    submissions,
    extension: outlasting(extension?.until, line.window) === undefined ? undefined : extension,
    returnReason,
    late: isLate(assignment),
  }
}

/** Why the unit could not hand in right now; nothing when it could. Asks the decider itself, so page and rule cannot differ. */
function whatBlocks(
  of: AssignmentOf,
  plan: PlanState,
  task: TaskState,
  assignment: AssignmentState | undefined,
  at: string,
): Refusal | undefined {
  const decided = assignmentAggregate(of).decide(assignment, { type: 'submit', terms: termsOf(plan, task) }, { at, person: '' })
  return isRefusal(decided) ? decided : undefined
}
