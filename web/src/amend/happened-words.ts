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

function stateWords(state: TaskState | undefined, window: Change['windowBefore'], now: string): string | undefined {
  if (state === undefined) return undefined
  return taskStateNames[isOpen({ state, window }, now) ? 'open' : state].toLowerCase()
}
