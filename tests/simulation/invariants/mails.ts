/** Judged at the moment SES takes a mail: is it the first of its notice, and is a reminder still a reminder? */
import { assignmentId, isHandedIn } from '../../../shared/assignment/part.ts'
import { MAIL_CLAIM_SECONDS } from '../../../shared/notice/send-mail.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import type { Invocation } from '../functions.ts'
import { checkReleased, checkReminder } from './amendments.ts'
import type { Directories } from './directories.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'
import type { Versions } from './versions.ts'

export interface Mails {
  accept(noticeId: string, invocation: Invocation, now: number): void
  readonly counts: { accepted: number; windows: number; overtaken: number }
}

export interface Judging {
  readonly versions: Versions
  readonly directories: Directories
  readonly report: Report
}

export function mailsOf(ledger: Ledger, judging: Judging): Mails {
  const { report } = judging
  const taken = new Map<string, { readonly invocation: Invocation; readonly at: number }>()
  const counts = { accepted: 0, windows: 0, overtaken: 0 }
  return {
    counts,
    accept(noticeId, invocation, now) {
      counts.accepted += 1
      const earlier = taken.get(noticeId)
      if (earlier !== undefined) {
        const why = whyNoWindow(ledger, noticeId, earlier, invocation, now)
        if (why === undefined) counts.windows += 1
        else report('one-mail', `${noticeId} was mailed twice: ${why}`)
      }
      taken.set(noticeId, { invocation, at: now })
      const notice = ledger.notice(noticeId)
      if (notice !== undefined) {
        checkReminder(notice, judging, now)
        checkReleased(notice, ledger, judging, now)
      }
      const reminded = lookedTooEarly(ledger, noticeId, invocation)
      if (reminded === 'overtaken') counts.overtaken += 1
      if (reminded === 'careless') report('reminders', `${noticeId} was mailed after its task had been handed in`)
    },
  }
}

/**
 * The documented window: whoever handed the mail over before is gone without a record, SES's own report had not come when this worker
 * looked, and the claim had run out. Anything else is a double mail.
 */
function whyNoWindow(
  ledger: Ledger,
  noticeId: string,
  earlier: { readonly invocation: Invocation; readonly at: number },
  invocation: Invocation,
  now: number,
): string | undefined {
  if (earlier.invocation.state === 'running') return 'the first worker was still at work'
  if (now - earlier.at < MAIL_CLAIM_SECONDS * 1_000 - 2 * SKEW_MILLISECONDS_MAX) return 'the claim of the first worker still stood'
  const notice = ledger.events.findLast(({ metadata }) => metadata.stream === `notice#${noticeId}` && metadata.sequence > 1)
  const seen = invocation.seen.get(`notice#${noticeId}`) ?? 0
  return notice !== undefined && notice.metadata.sequence <= seen ? `this worker had read ${notice.name}` : undefined
}

/** Between the last look and SES there is always a moment; what is handed in then was overtaken, not ignored. */
function lookedTooEarly(ledger: Ledger, noticeId: string, invocation: Invocation): 'careless' | 'overtaken' | undefined {
  const notice = ledger.notice(noticeId)
  if (notice?.kind !== 'reminder' && notice?.kind !== 'escalation') return undefined
  const unit = typeof notice.facts.unit === 'string' ? notice.facts.unit : notice.recipient
  const id = assignmentId({ planId: notice.planId ?? '', key: notice.key ?? '', unit })
  if (!isHandedIn(ledger.assignment(id)?.state)) return undefined
  const seen = invocation.seen.get(`assignment#${id}`)
  return seen !== undefined && seen < ledger.version(`assignment#${id}`) ? 'overtaken' : 'careless'
}
