/**
 * A corrected file is read onto a draft that its officer has worked on. What was decided stays where the source it was decided about is
 * unchanged; where the source changed, the new reading stands. Either way the officer is told. The new reading and every decision kept are
 * events of their own, so the earlier reading stays in the log.
 */
import { type Happened, happen } from '../../../events/event.ts'
import {
  planDrafted,
  planHeaderChanged,
  planRecipientsChanged,
  planTaskAdded,
  planTaskChanged,
  planTaskRemoved,
} from '../../../events/plan.ts'
import { planDraftRevised } from '../../../events/plan-revision.ts'
import type { Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import type { PlanEvent, PlanState } from '../plan.ts'
import { removedReason } from '../sentences.vi.ts'
import { mergeRecipients } from './lines.ts'
import { type MergedTasks, mergeTasks } from './tasks.ts'
import { clipped, type Told } from './told.ts'

type Drafted = Happened<typeof planDrafted>['data']
type Header = PlanState['header']

/** Events of one reading: with state and key they are one transaction of DynamoDB. */
export const REREAD_EVENTS_MAX = 90
/** Of the summary, well below what an event may hold. */
export const REREAD_BYTES_MAX = 56 * 1024

/** The draft stays as it is. */
export const REREAD_TOO_MUCH = 'reread-too-much'

/** Whose decision is about the file as such: another file is another question. */
const ABOUT_THE_FILE = 'READ_FROM_SCAN'

export function reread(plan: PlanState, drafted: Drafted): Decision<PlanEvent> {
  const { planId } = plan
  const { amends, amendsWhat, policy } = plan
  const header = mergeHeader(plan, drafted.header)
  const recipients = mergeRecipients(plan.decided?.recipients?.read ?? plan.recipients, plan.recipients, drafted.recipients)
  const tasks = mergeTasks(plan, drafted.tasks)
  const findings = mergeFindings(plan, drafted.findings, tasks)
  const matches = mergeMatches(plan, tasks, drafted)
  const { decided = {} } = plan
  const events: PlanEvent[] = [happen(planDrafted, { ...drafted, amends, amendsWhat, policy })]
  if (JSON.stringify(header.header) !== JSON.stringify(drafted.header))
    events.push(happen(planHeaderChanged, { planId, before: drafted.header, after: header.header, reason: decided.header?.reason ?? '' }))
  if (JSON.stringify(recipients.recipients) !== JSON.stringify(drafted.recipients))
    events.push(
      happen(planRecipientsChanged, {
        planId,
        before: drafted.recipients,
        after: [...recipients.recipients],
        reason: decided.recipients?.reason ?? '',
      }),
    )
  events.push(
    ...tasks.changed.map((one) => happen(planTaskChanged, { planId, ...one })),
    ...tasks.removed.map((one) => happen(planTaskRemoved, { planId, ...one })),
    ...tasks.added.map((one) => happen(planTaskAdded, { planId, ...one })),
    happen(planDraftRevised, {
      planId,
      resolved: findings.resolved,
      matched: matches.matched,
      decisions: [...header.told, ...recipients.told, ...tasks.told, ...findings.told, ...matches.told].map(clipped),
    }),
  )
  const bytes = Buffer.byteLength(JSON.stringify(events.at(-1)?.data))
  return events.length > REREAD_EVENTS_MAX || bytes > REREAD_BYTES_MAX ? refuse(REREAD_TOO_MUCH) : events
}

function mergeHeader(plan: PlanState, reread: Header): { readonly header: Header; readonly told: readonly Told[] } {
  const read = plan.decided?.header?.read
  if (read === undefined) return { header: reread, told: [] }
  const text = (header: Header, field: keyof Header) => String(header[field] ?? '')
  const fields = (Object.keys({ ...read, ...plan.header }) as (keyof Header)[]).filter(
    (field) => text(read, field) !== text(plan.header, field),
  )
  const kept = fields.filter((field) => text(read, field) === text(reread, field))
  const told = fields.map((field): Told => {
    const agrees = text(plan.header, field) === text(reread, field)
    const outcome = kept.includes(field) ? 'kept' : agrees ? 'agrees' : 'replaced'
    return { about: 'header', field, outcome, decided: text(plan.header, field), read: text(reread, field) }
  })
  return { header: { ...reread, ...Object.fromEntries(kept.map((field) => [field, plan.header[field]])) }, told }
}

/**
 * A finding's id stands on its rule and the words it is about; what else it says must be the same too. Rows and sections may be counted
 * anew. What there is to say of a row that its officer took out is over while the row stays out, and asked again when it comes back.
 */
function mergeFindings({ findings, decided }: PlanState, reread: Drafted['findings'], { removed }: MergedTasks) {
  const groups = new Map<string, Happened<typeof planDraftRevised>['data']['resolved'][number]>()
  const told: Told[] = []
  for (const finding of findings) {
    const { resolution, about = '' } = finding
    if (resolution === undefined || resolution.reason === removedReason(decided?.tasks?.[about]?.reason ?? '')) continue
    const same = reread.find(({ findingId }) => findingId === finding.findingId)
    if (same !== undefined && factsOf(same) === factsOf(finding) && finding.code !== ABOUT_THE_FILE) {
      const group = groups.get(JSON.stringify(resolution)) ?? { ...resolution, findingIds: [] }
      groups.set(JSON.stringify(resolution), { ...group, findingIds: [...group.findingIds, finding.findingId] })
    } else {
      const isAskedAgain = same !== undefined || reread.some(({ code }) => code === finding.code)
      told.push({ about: 'finding', outcome: isAskedAgain ? 'replaced' : 'gone', decided: finding.sentence ?? finding.code })
    }
  }
  const held = new Set([...groups.values()].flatMap(({ findingIds }) => findingIds))
  for (const { task, reason } of removed) {
    const moot = reread.filter(({ about, findingId }) => about === task.key && !held.has(findingId))
    const findingIds = moot.map(({ findingId }) => findingId)
    if (findingIds.length > 0) groups.set(task.key, { findingIds, decision: 'dismissed', reason: removedReason(reason) })
  }
  return { resolved: [...groups.values()], told }
}

function factsOf({ code, severity, facts = {} }: Drafted['findings'][number]): string {
  const { tt: _number, where: _where, ...said } = facts
  return JSON.stringify([code, severity, said])
}

/** Which task of the issued plan a row is, was said of the row as it read. */
function mergeMatches(plan: PlanState, { keys, added }: MergedTasks, drafted: Drafted) {
  const matched: { key: string; is: string | null }[] = []
  const told: Told[] = []
  for (const [key, is] of Object.entries(plan.matches ?? {})) {
    const now = plan.tasks.find((task) => task.key === key)
    if (now === undefined) continue
    const row = drafted.tasks.find((task) => task.key === keys.get(key)) ?? added.find(({ task }) => task.content === now.content)?.task
    const read = plan.decided?.tasks?.[key]?.read ?? now
    if (row !== undefined && row.content === read.content) matched.push({ key: row.key, is })
    else told.push({ about: 'match', key: row?.key ?? key, outcome: row === undefined ? 'gone' : 'replaced', decided: now.content })
  }
  return { matched, told }
}
