/** From one hand-in that waits for its officer to the next, without going back to the list. */
import { Link } from 'wouter'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, Missing } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { texts } from '../texts.vi.ts'

export type HandedInUnit = Missing['handedIn'][number]

export const isWaiting = ({ state }: Pick<HandedInUnit, 'state'>): boolean => state === 'submitted'

export function NextHandIn({ assignment }: { readonly assignment: Assignment }) {
  const { planId, key, unit, state } = assignment
  const asked = useAnswer<Missing>(planPath(planId, `/tasks/${encodeURIComponent(key)}/missing`))
  if (asked.data === undefined) return null
  const { handedIn } = asked.data.body
  const waiting = handedIn.filter((other) => isWaiting(other) && other.unit !== unit)
  const here = handedIn.findIndex((other) => other.unit === unit)
  const [first] = waiting
  const next = handedIn.slice(here + 1).find((other) => isWaiting(other)) ?? first
  if (next === undefined) return state === 'submitted' ? null : <p className="quiet">{texts.task.noneWaiting}</p>
  return (
    <p className="next-hand-in">
      <Link href={`/viec/${planId}/${key}/${next.unit}`} className={state === 'submitted' ? 'button' : 'button primary'}>
        {texts.task.nextWaiting(next.name)}
      </Link>{' '}
      <span className="quiet">{texts.task.waiting(numberText(waiting.length))}</span>
    </p>
  )
}
