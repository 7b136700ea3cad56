/** One published plan: the document's header, its tasks and their deadlines. */
import { withoutBold } from '../../../shared/text/bold.ts'
import { cutOffText, dayText, numberText } from '../../../shared/time/vietnamese.ts'
import type { PublicPlan } from '../api/answers.ts'
import { Fact } from '../parts/deadline.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded, NotFoundNote, titleWithout } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { usePublic } from './ask.ts'
import { publicTexts } from './texts.vi.ts'

export function PublicPlanPage({ planId }: { readonly planId: string }) {
  const asked = usePublic<PublicPlan>(`/api/public/plans/${encodeURIComponent(planId)}`)
  const title = asked.data?.body.title ?? (isNotFound(asked.error) ? texts.states.notFoundTitle : titleWithout(asked.error))
  return (
    <Page
      key={title}
      title={title}
      above={[{ name: publicTexts.list, to: '/cong-khai' }]}
      actions={
        <button type="button" onClick={() => window.print()}>
          {publicTexts.print}
        </button>
      }
    >
      {isNotFound(asked.error) ? (
        <NotFoundNote />
      ) : (
        <Loaded asked={asked}>
          {(plan) => (
            <>
              <Facts plan={plan} />
              <Themes themes={plan.themes} />
              <Tasks tasks={plan.tasks} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  )
}

function Facts({ plan }: { readonly plan: PublicPlan }) {
  return (
    <section aria-label={publicTexts.facts}>
      <dl className="facts">
        <Fact name={publicTexts.number}>{plan.number}</Fact>
        <Fact name={publicTexts.issuer}>{plan.issuer}</Fact>
        <Fact name={publicTexts.day}>{[plan.place, dayText(plan.date)].filter((part) => part !== '').join(', ')}</Fact>
      </dl>
    </section>
  )
}

function Themes({ themes }: { readonly themes: PublicPlan['themes'] }) {
  if (themes.length === 0) return null
  return (
    <section aria-labelledby="themes">
      <h2 id="themes">{publicTexts.themes}</h2>
      <dl className="facts">
        {themes.map(({ year, text }) => (
          <Fact key={year} name={publicTexts.yearOf(year)}>
            {text}
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function Tasks({ tasks }: { readonly tasks: PublicPlan['tasks'] }) {
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{publicTexts.tasks(numberText(tasks.length))}</h2>
      {tasks.length === 0 ? (
        <Empty>{publicTexts.noTasks}</Empty>
      ) : (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{publicTexts.task}</th>
              <th scope="col">{publicTexts.executing}</th>
              <th scope="col">{publicTexts.coordinating}</th>
              <th scope="col">{publicTexts.deadline}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map(({ key, reference, section, content, executing, coordinating, deadlineText, window }) => (
              <tr key={key}>
                <th scope="row">
                  <span className="quiet">
                    {[texts.plan.taskName(taskNumber({ key, reference })), section].filter(Boolean).join(' · ')}
                  </span>
                  <span className="task-content">{content}</span>
                </th>
                <td data-label={publicTexts.executing}>{executing.join('; ') || publicTexts.nobody}</td>
                <td data-label={publicTexts.coordinating} className={coordinating.length === 0 ? 'nothing' : undefined}>
                  {coordinating.join('; ') || publicTexts.nobody}
                </td>
                <td data-label={publicTexts.deadline}>
                  {withoutBold(deadlineText) || publicTexts.nobody}
                  {window === undefined ? null : <p className="quiet">{publicTexts.until(cutOffText(window.closesAt))}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
