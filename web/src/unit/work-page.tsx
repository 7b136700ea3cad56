/** "Việc của đơn vị": what is owed stands first, by its date, each with one next step. */

import { Link } from 'wouter'
import { dayOf } from '../../../shared/time/calendar.ts'
import type { Work, WorkItem } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { useNow } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { WorkCard } from './work-card.tsx'

const EVERY_MS = 20_000

export function WorkPage() {
  const { me } = useSession()
  const unit = me.roles.find((role) => role.name === me.actingAs)?.unit ?? ''
  const asked = useAnswer<Work>(`/api/units/${encodeURIComponent(unit)}/work`, { everyMs: EVERY_MS })
  const name = me.roles.find((role) => role.name === me.actingAs)?.unitName
  return (
    <Page title={texts.work.title} lead={<p>{name}</p>}>
      <Loaded asked={asked}>{(work) => <WorkLists items={work.work} unit={unit} />}</Loaded>
    </Page>
  )
}

type Place = 'owed' | 'later' | 'over' | 'done'

function placeOf({ done, window, extension }: WorkItem, now: string): Place {
  if (done) return 'done'
  if (window === undefined) return 'owed'
  if (window.opensOn !== undefined && dayOf(now) < window.opensOn) return 'later'
  return now < (extension ?? window.closesAt) ? 'owed' : 'over'
}

function WorkLists({ items, unit }: { readonly items: readonly WorkItem[]; readonly unit: string }) {
  const now = useNow()
  if (items.length === 0) {
    return (
      <Empty>
        {texts.work.noneAtAll} <Link href="/ke-hoach">{texts.work.allPlans}</Link>
      </Empty>
    )
  }
  const places = Map.groupBy(items, (item) => placeOf(item, now))
  const owed = places.get('owed') ?? []
  return (
    <>
      <section aria-labelledby="owed">
        <h2 id="owed">{texts.work.owed}</h2>
        {owed.length === 0 ? <Empty>{texts.work.none}</Empty> : <Cards items={owed} unit={unit} place="owed" />}
      </section>
      {(['over', 'later', 'done'] as const).map((place) => {
        const found = places.get(place) ?? []
        return found.length === 0 ? null : (
          <section key={place} aria-labelledby={place}>
            <h2 id={place}>{texts.work[place]}</h2>
            <Cards items={found} unit={unit} place={place} />
          </section>
        )
      })}
    </>
  )
}

function Cards({ items, unit, place }: { readonly items: readonly WorkItem[]; readonly unit: string; readonly place: Place }) {
  return (
    <ul className="cards">
      {items.map((item) => (
        <WorkCard key={`${item.planId}/${item.key}`} item={item} unit={unit} isOpen={place === 'owed'} isOver={place === 'over'} />
      ))}
    </ul>
  )
}
