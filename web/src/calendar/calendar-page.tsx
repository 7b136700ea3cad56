/** "Lịch": a private calendar address for the unit and one for oneself, and how to add it to a phone or a computer. */
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Page } from '../parts/page.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { FeedSection } from './feed-section.tsx'

export default function CalendarPage() {
  const { me } = useSession()
  const role = me.roles.find((one) => one.name === me.actingAs)
  if (role === undefined) return <NotFoundPage />
  return (
    <Page title={texts.calendar.title} lead={<p>{texts.calendar.lead}</p>}>
      {role.role === 'reader' ? null : (
        <FeedSection whose="unit" title={texts.calendar.unit(role.unitName ?? '')} help={texts.calendar.unitHelp} />
      )}
      <FeedSection whose="person" title={texts.calendar.person} help={texts.calendar.personHelp} />
      <section aria-labelledby="how">
        <h2 id="how">{texts.calendar.how}</h2>
        {texts.calendar.ways.map(({ name, steps }) => (
          <details key={name}>
            <summary>{name}</summary>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        ))}
      </section>
    </Page>
  )
}
