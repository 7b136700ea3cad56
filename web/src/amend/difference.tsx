/** Old and new, task by task, with what has already happened to each. */
import { withoutBold } from '../../../shared/text/bold.ts'
import { cutOffText, dateText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Comparison } from '../api/answers.ts'
import { Changed } from '../parts/changed.tsx'
import { Badge } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { useNow } from '../session/clock.ts'
import { formNames, texts } from '../texts.vi.ts'
import { changedNumber, happenedWords } from './happened-words.ts'

type Change = Comparison['changes'][number]

export function Difference({ found }: { readonly found: Comparison }) {
  const { changes, unchanged, policy, recipients } = found
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{texts.amend.difference(changes.length)}</h2>
      <p className="quiet">{texts.amend.unchanged(numberText(unchanged))}</p>
      {changes.length === 0 && policy === undefined && recipients === undefined ? <Empty>{texts.amend.nothing}</Empty> : null}
      {policy === undefined ? null : (
        <dl className="facts">
          <Pair
            name={texts.amend.policy}
            before={texts.amend.policyWords(texts.amend[policy.before.closes], policy.before.reminderDays.join(', '))}
            after={texts.amend.policyWords(texts.amend[policy.after.closes], policy.after.reminderDays.join(', '))}
          />
        </dl>
      )}
      {recipients === undefined ? null : (
        <dl className="facts">
          <Pair
            name={texts.plan.recipients}
            before={recipients.before.map(({ text }) => text).join('; ')}
            after={recipients.after.map(({ text }) => text).join('; ')}
          />
        </dl>
      )}
      <ul className="tasks">
        {changes.map((change) => (
          <li key={change.key} className="task">
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const tones = { changed: 'info', added: 'good', withdrawn: 'bad' } as const

function ChangeLine({ change }: { readonly change: Change }) {
  const now = useNow()
  const { kind, before, after, windowBefore, windowAfter } = change
  const day = (window: Change['windowAfter']) => (window === undefined ? texts.deadline.none : cutOffText(window.closesAt))
  return (
    <>
      <p className="card-above">
        {texts.plan.taskName(changedNumber(change))}
        <Badge tone={tones[kind]}>{texts.amend.kinds[kind]}</Badge>
      </p>
      {before !== undefined && after !== undefined && before.content !== after.content ? null : (
        <p className="task-content">{(after ?? before)?.content}</p>
      )}
      <dl className="facts">
        {before !== undefined && after !== undefined ? (
          <>
            <Pair name={texts.taskForm.content} before={before.content} after={after.content} />
            <Pair name={texts.plan.executing} before={before.executing.join('; ')} after={after.executing.join('; ')} />
            <Pair name={texts.plan.coordinating} before={before.coordinating.join('; ')} after={after.coordinating.join('; ')} />
            <Pair name={texts.deadline.written} before={withoutBold(before.deadlineText)} after={withoutBold(after.deadlineText)} />
            <Pair name={texts.deadline.accepted} before={day(windowBefore)} after={day(windowAfter)} />
            <Pair name={texts.taskForm.form} before={formNames[before.form]} after={formNames[after.form]} />
          </>
        ) : (
          <Line name={texts.deadline.accepted}>{day(windowAfter ?? windowBefore)}</Line>
        )}
        <Line name={texts.amend.units}>{unitWords(change)}</Line>
        <Line name={texts.amend.happened}>{happenedWords(change, now)}</Line>
        <Line name={texts.amend.reminders}>{reminderWords(change)}</Line>
      </dl>
    </>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Nothing where both are the same. */
function Pair({ name, before, after }: { readonly name: string; readonly before: string; readonly after: string }) {
  if (before === after) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Changed before={before} after={after} />
      </dd>
    </div>
  )
}

function unitWords({ units: { before, after, joined, left } }: Change): string {
  return texts.amend.unitWords({ before: numberText(before), after: numberText(after), joined: numberText(joined), left: numberText(left) })
}

function reminderWords({ remindersBefore, remindersAfter }: Change): string {
  const days = (list: readonly string[]) => (list.length === 0 ? texts.amend.noReminder : list.map(dateText).join(', '))
  return days(remindersBefore) === days(remindersAfter)
    ? days(remindersAfter)
    : texts.amend.remindersMove(days(remindersBefore), days(remindersAfter))
}
