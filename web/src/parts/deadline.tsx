/** A task's date: the document's own words, the day to aim for, until when it is taken, and how many days are left. */
import type { ReactNode } from 'react'
import { withoutBold } from '../../../shared/text/bold.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { cutOffText, dayText } from '../../../shared/time/vietnamese.ts'
import type { WorkItem } from '../api/answers.ts'
import { useNow } from '../session/clock.ts'
import { texts } from '../texts.vi.ts'
import type { TaskState } from '../words.ts'

export type Window = WorkItem['window']

const DAY_MS = 86_400_000

/** Whole days from today to that day in Hà Nội; negative once it has passed. */
export function daysUntil(day: string, now: string): number {
  return Math.round((Date.parse(day) - Date.parse(dayOf(now))) / DAY_MS)
}

interface DeadlineProps {
  readonly window: Window
  readonly written: string
  readonly extension?: string
}

export function Deadline({ window, written, extension }: DeadlineProps) {
  const text = withoutBold(written)
  return (
    <dl className="facts">
      {text === '' ? null : <Fact name={texts.deadline.written}>“{text}”</Fact>}
      {window === undefined ? (
        <Fact name={texts.deadline.accepted}>{texts.deadline.none}</Fact>
      ) : (
        <>
          {window.opensOn === undefined ? null : <Fact name={texts.deadline.opens}>{dayText(window.opensOn)}</Fact>}
          {window.strictLastDay === window.lastDay ? null : <Fact name={texts.deadline.advised}>{dayText(window.strictLastDay)}</Fact>}
          <Fact name={texts.deadline.accepted}>{cutOffText(window.closesAt)}</Fact>
        </>
      )}
      {extension === undefined ? null : <Fact name={texts.deadline.extended}>{cutOffText(extension)}</Fact>}
    </dl>
  )
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Where a task stands for those who work on it: one without a first day is open from the start. */
export function isOpen({ state, window }: { readonly state: TaskState; readonly window?: Window }, now: string): boolean {
  return state !== 'closed' && (window?.opensOn === undefined || window.opensOn <= dayOf(now))
}

/**
 * `Còn 5 ngày`, `Hôm nay là ngày cuối`, `Đã quá ngày nên gửi xong`, `Đã hết hạn`: counted to the day to aim for, as in the mails, though on the
 * lenient reading the system still takes it the day after.
 */
export function DaysLeft({ window, extension }: { readonly window: Window; readonly extension?: string }) {
  const now = useNow()
  if (window === undefined) return null
  if (now >= (extension ?? window.closesAt)) return <span className="days-left bad">{texts.deadline.over}</span>
  if (window.opensOn !== undefined && dayOf(now) < window.opensOn)
    return <span className="days-left">{texts.deadline.opensIn(daysUntil(window.opensOn, now))}</span>
  const left = daysUntil(extension === undefined ? window.strictLastDay : lastDayBefore(extension), now)
  return <span className={left <= 3 ? 'days-left warn' : 'days-left'}>{texts.deadline.left(left)}</span>
}

const lastDayBefore = (instant: string): string => dayOf(new Date(Date.parse(instant) - 1).toISOString())
