/** The log of anything: who did what and when, and whether the record is whole. */
import { instantText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, Log, LogEvent } from '../api/answers.ts'
import { useAnswer, workPath } from '../api/hooks.ts'
import { PlanLead } from '../follow/plan-lead.tsx'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { More } from '../parts/more.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { eventNames, roleNames, texts } from '../texts.vi.ts'

export default function LogPage({ kind, id }: { readonly kind: string; readonly id: string }) {
  const asked = useAnswer<Log>(`/api/log/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`)
  if (isNotFound(asked.error)) return <NotFoundPage />
  const above = pageOf(kind, id)
  return (
    <Page
      title={texts.log.title}
      above={above === undefined ? [] : [above]}
      lead={kind === 'plan' ? <PlanLead planId={id} /> : kind === 'assignment' ? <PartLead id={id} /> : undefined}
    >
      <Loaded asked={asked}>{(log) => <LogBody log={log} />}</Loaded>
    </Page>
  )
}

/** The page of what the log is about. */
function pageOf(kind: string, id: string): { readonly name: string; readonly to: string } | undefined {
  switch (kind) {
    case 'plan':
      return { name: texts.log.pages.plan, to: `/ke-hoach/${id}` }
    case 'assignment':
      return { name: texts.log.pages.assignment, to: `/viec/${partOf(id).join('/')}` }
    case 'unit':
      return { name: texts.log.pages.unit, to: `/don-vi/${id}` }
    case 'notice':
      return { name: texts.log.pages.notice, to: `/thong-bao/${id}` }
    default:
      return undefined
  }
}

/** Plan, task and unit: a task's key may have a dot of its own. */
function partOf(id: string): readonly [planId: string, key: string, unit: string] {
  const [first, last] = [id.indexOf('.'), id.lastIndexOf('.')]
  return [id.slice(0, first), id.slice(first + 1, last), id.slice(last + 1)]
}

function PartLead({ id }: { readonly id: string }) {
  const part = useAnswer<Assignment>(workPath(...partOf(id))).data?.body
  return part === undefined ? null : <p>{`${part.unitName}: ${part.content}`}</p>
}

function LogBody({ log }: { readonly log: Log }) {
  const { holds, fault, events } = log
  if (events.length === 0) return <Empty>{texts.log.none}</Empty>
  return (
    <>
      {holds ? <Note tone="good">{texts.log.holds}</Note> : <Note tone="bad">{texts.log.broken(fault?.sequence ?? 0)}</Note>}
      <More items={events.toReversed()}>
        {(shown) => (
          <ol className="log" reversed>
            {shown.map((event) => (
              <LogLine key={event.metadata.sequence} event={event} />
            ))}
          </ol>
        )}
      </More>
    </>
  )
}

function LogLine({ event }: { readonly event: LogEvent }) {
  const { name, metadata, data, hash } = event
  const details = detailsOf(data)
  return (
    <li value={metadata.sequence}>
      <p>
        <strong>{eventNames[name] ?? texts.log.other}</strong>
      </p>
      <p className="quiet">
        {instantText(metadata.at)}, {actorWords(event)}
      </p>
      {details.length === 0 ? null : (
        <dl className="facts">
          {details.map(([field, value]) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <details>
        <summary>{texts.log.code}</summary>
        <code>{hash}</code>
      </details>
    </li>
  )
}

function actorWords({ metadata, actorName, actorUnitName }: LogEvent): string {
  const { role, through } = metadata.actor
  if (actorName === undefined) return through === 'operator' ? texts.log.operator : texts.log.system
  const roleName = Object.entries(roleNames).find(([code]) => code === role)?.[1]
  const whole = [actorName, roleName, actorUnitName].filter((part) => part !== undefined).join(', ')
  return through === undefined ? whole : `${whole} (${texts.log.operator})`
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T.*Z$/

function wordsOf(field: string, value: string): string {
  // A duty of the body has a key that only the system writes so.
  if (field === 'key' && value.startsWith('B')) return texts.plan.taskName(value)
  return INSTANT.test(value) ? instantText(value) : value
}

/** Only what the catalogue has a word for, wherever it stands: codes and ids are for machines. */
function detailsOf(data: unknown): readonly (readonly [string, string])[] {
  if (typeof data !== 'object' || data === null) return []
  const nested = Object.values(data).filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  return [data, ...nested].flatMap((part) =>
    Object.entries(part as object).flatMap(([field, value]): (readonly [string, string])[] => {
      const name = texts.log.fields[field]
      if (name === undefined || (typeof value !== 'string' && typeof value !== 'number') || value === '') return []
      if (typeof value === 'string' && /^(pln|unt|per|ntc|upl)_/.test(value)) return []
      return [[name, wordsOf(field, String(value))]]
    }),
  )
}
