/** What has happened to a task that an amendment changes, in one line. */
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Comparison } from '../api/answers.ts'
import { isOpen } from '../parts/deadline.tsx'
import { taskStateNames, texts } from '../texts.vi.ts'
import type { TaskState } from '../words.ts'

type Change = Comparison['changes'][number]
type Happened = Pick<Change, 'stateBefore' | 'stateAfter' | 'windowBefore' | 'windowAfter' | 'remindersSent'> & {
  readonly units: Pick<Change['units'], 'handedIn'>
}

export function happenedWords(change: Happened, now: string): string {
  const { units, stateBefore, stateAfter, windowBefore, windowAfter, remindersSent } = change
  const was = stateWords(stateBefore, windowBefore, now)
  const is = stateWords(stateAfter, windowAfter, now)
  const state = was === undefined ? [] : [is === undefined || is === was ? texts.amend.stateIs(was) : texts.amend.stateMoves(was, is)]
  return [...state, texts.amend.handedIn(numberText(units.handedIn)), texts.amend.remindersSent(numberText(remindersSent))].join('; ')
}

/** The tasks that the amendment closes for all as it is confirmed, by the numbers they will have: their new day has passed. */
export function closedAtOnce(
  changes: readonly Pick<Change, 'key' | 'before' | 'after' | 'stateBefore' | 'windowAfter'>[],
  now: string,
): readonly string[] {
  const isClosed = ({ stateBefore, windowAfter }: (typeof changes)[number]) =>
    stateBefore !== 'closed' && windowAfter !== undefined && windowAfter.closesAt <= now
  return changes.filter(isClosed).map(changedNumber)
}

/** By which the task is named once the change holds. */
export function changedNumber({ key, before, after }: Pick<Change, 'key' | 'before' | 'after'>): string {
  return after?.reference ?? before?.reference ?? key
}

function stateWords(state: TaskState | undefined, window: Change['windowBefore'], now: string): string | undefined {
  if (state === undefined) return undefined
  return taskStateNames[isOpen({ state, window }, now) ? 'open' : state].toLowerCase()
}
