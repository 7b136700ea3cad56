/** What a search found: by kind, each with how many there are and the page it leads to. */
import { type ReactNode, useId } from 'react'
import { Link, useSearchParams } from 'wouter'
import { fold } from '../../../shared/text/fold.ts'
import { dayText, numberText } from '../../../shared/time/vietnamese.ts'
import type { SearchFound } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { StandingBadge } from '../parts/standing.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { roleNames, texts, unitTypeNames } from '../texts.vi.ts'
import { taskAddress } from '../unit/work-card.tsx'
import { taskNumber } from '../words.ts'

const QUERY_CHARACTERS_MIN = 2

export default function SearchPage() {
  const [params] = useSearchParams()
  const query = (params.get('q') ?? '').trim()
  return (
    <Page title={texts.search.title} lead={query === '' ? undefined : <p>{texts.search.for(query)}</p>}>
      {query.length < QUERY_CHARACTERS_MIN ? (
        <Empty>{query === '' ? texts.search.how : texts.search.tooShort}</Empty>
      ) : (
        <Results key={query} query={query} />
      )}
    </Page>
  )
}

function Results({ query }: { readonly query: string }) {
  const asked = useAnswer<SearchFound>(`/api/search?${new URLSearchParams({ q: query })}`)
  return <Loaded asked={asked}>{(found) => <Found found={found} query={query} />}</Loaded>
}

/** The words as they were typed, one after the other; what is found may have them here and there. */
function holds(names: readonly string[], query: string): boolean {
  return names.some((name) => fold(name).includes(fold(query)))
}

function Found({ found, query }: { readonly found: SearchFound; readonly query: string }) {
  const { tasks, plans, handIns, units, people } = found
  const all = [tasks, plans, handIns, units, people].reduce((sum, one) => sum + one.found, 0)
  if (all === 0)
    return (
      <div className="empty" role="status">
        <p>
          <strong>{texts.search.none}</strong>
        </p>
        <p>{texts.search.noneHelp}</p>
      </div>
    )
  // Whoever types the name of a unit looks for the unit, and not for the tasks with those words somewhere in them.
  const kinds = [
    {
      names: tasks.hits.map(({ content }) => content),
      shown: (
        <Kind key="tasks" name={texts.search.tasks} of={tasks} each={(hit) => <TaskHit key={`${hit.planId}/${hit.key}`} hit={hit} />} />
      ),
    },
    {
      names: plans.hits.flatMap(({ number, title }) => [number, title]),
      shown: <Kind key="plans" name={texts.search.plans} of={plans} each={(hit) => <PlanHit key={hit.planId} hit={hit} />} />,
    },
    {
      names: handIns.hits.map(({ content }) => content),
      shown: (
        <Kind
          key="hand-ins"
          name={texts.search.handIns}
          of={handIns}
          each={(hit) => <HandInHit key={`${hit.planId}/${hit.key}/${hit.unit}`} hit={hit} />}
        />
      ),
    },
    {
      names: units.hits.map(({ name }) => name),
      shown: <Kind key="units" name={texts.search.units} of={units} each={(hit) => <UnitHit key={hit.unit} hit={hit} />} />,
    },
    {
      names: people.hits.map(({ name }) => name),
      shown: <Kind key="people" name={texts.search.people} of={people} each={(hit) => <PersonHit key={hit.person} hit={hit} />} />,
    },
  ]
  const [named = [], others = []] = [true, false].map((isNamed) => kinds.filter(({ names }) => holds(names, query) === isNamed))
  return (
    <>
      <p className="quiet" role="status">
        {texts.search.count(numberText(all))}
      </p>
      {[...named, ...others].map(({ shown }) => shown)}
    </>
  )
}

interface KindProps<Hit> {
  readonly name: string
  readonly of: { readonly found: number; readonly hits: readonly Hit[] }
  readonly each: (hit: Hit) => ReactNode
}

function Kind<Hit>({ name, of: { found, hits }, each }: KindProps<Hit>) {
  const id = useId()
  if (found === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{texts.search.kind(name, numberText(found))}</h2>
      <ul className="hits">{hits.map(each)}</ul>
      {found > hits.length ? <p className="hint">{texts.search.more(numberText(hits.length))}</p> : null}
    </section>
  )
}

type HitOf<Name extends keyof SearchFound> = SearchFound[Name]['hits'][number]

/** To the unit's own work where it owes it, to who is missing for whoever follows the plan, to the plan for anybody else. */
function TaskHit({ hit }: { readonly hit: HitOf<'tasks'> }) {
  const { planId, number, key, content, unit, follows } = hit
  const others = follows ? `/ke-hoach/${planId}/nhiem-vu/${key}` : `/ke-hoach/${planId}`
  return (
    <li>
      <Link href={unit === undefined ? others : taskAddress(hit, unit)}>{content}</Link>
      <span className="quiet">{texts.work.fromPlan(number, taskNumber(hit))}</span>
      {unit === undefined ? null : <Badge tone="info">{texts.search.own}</Badge>}
    </li>
  )
}

function PlanHit({ hit }: { readonly hit: HitOf<'plans'> }) {
  const { planId, number, title, date, status, follows } = hit
  const isDraft = status !== 'issued'
  return (
    <li>
      <Link href={!isDraft && follows ? `/ke-hoach/${planId}/theo-doi` : `/ke-hoach/${planId}`}>{title}</Link>
      <span className="quiet">
        {number === '' ? null : `${texts.plans.number(number)}, `}
        {dayText(date)}
      </span>
      {isDraft ? <Badge tone="warn">{status === 'reading' ? texts.plans.reading : texts.plans.draft}</Badge> : null}
    </li>
  )
}

function HandInHit({ hit }: { readonly hit: HitOf<'handIns'> }) {
  const { number, content, unit, unitName, state, late, files } = hit
  return (
    <li>
      <Link href={taskAddress(hit, unit)}>{`${unitName ?? ''}: ${content}`}</Link>
      <span className="quiet">
        {texts.work.fromPlan(number, taskNumber(hit))}
        {files === 0 ? null : `, ${texts.work.files(files)}`}
      </span>
      <StandingBadge state={state} late={late} />
    </li>
  )
}

function UnitHit({ hit: { unit, name, type, mayRead } }: { readonly hit: HitOf<'units'> }) {
  return (
    <li>
      {mayRead ? <Link href={`/don-vi/${unit}`}>{name}</Link> : <strong>{name}</strong>}
      <span className="quiet">{unitTypeNames[type]}</span>
    </li>
  )
}

function PersonHit({ hit: { name, roles } }: { readonly hit: HitOf<'people'> }) {
  return (
    <li>
      <strong>{name}</strong>
      {roles.map(({ role, unit, unitName }) => (
        <span key={`${role}@${unit}`} className="quiet">
          {roleNames[role]}, <Link href={`/don-vi/${unit}`}>{unitName}</Link>
        </span>
      ))}
    </li>
  )
}
