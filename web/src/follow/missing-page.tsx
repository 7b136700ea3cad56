/** One task: who still owes it, who has handed in. */
import { useState } from 'react'
import { Link } from 'wouter'
import { cutOffText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Missing, Plan } from '../api/answers.ts'
import { planPath, useAnswer, workPath } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Deadline } from '../parts/deadline.tsx'
import { More } from '../parts/more.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { StandingBadge } from '../parts/standing.tsx'
import { Empty, isNotFound, Loaded, titleWithout } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { AllFiles } from './all-files.tsx'
import { ExportButton } from './export-button.tsx'
import { ExtensionAsk } from './extension-ask.tsx'
import { isWaiting } from './next-hand-in.tsx'
import { Registered } from './registered.tsx'
import { RemindNow } from './remind-now.tsx'

interface MissingPageProps {
  readonly planId: string
  readonly task: string
}

const EVERY_MS = 10_000

export default function MissingPage({ planId, task: key }: MissingPageProps) {
  const plan = useAnswer<Plan>(planPath(planId))
  const asked = useAnswer<Missing>(planPath(planId, `/tasks/${encodeURIComponent(key)}/missing`), { everyMs: EVERY_MS })
  const task = plan.data?.body.tasks.find((candidate) => candidate.key === key)
  const isRegistration = task?.form === 'registration'
  if (isNotFound(plan.error) || isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page
      title={task?.content ?? titleWithout(plan.error)}
      key={task === undefined ? 'loading' : 'missing'}
      above={[
        { name: texts.plans.title, to: '/ke-hoach' },
        { name: texts.follow.title, to: `/ke-hoach/${planId}/theo-doi` },
      ]}
      lead={
        plan.data === undefined || task === undefined ? undefined : (
          <p>{texts.work.fromPlan(plan.data.body.header.number, taskNumber(task))}</p>
        )
      }
      actions={
        <ExportButton
          planId={planId}
          rest={`/tasks/${encodeURIComponent(key)}/missing.xlsx`}
          fileName={`chua-nop-${taskNumber(task ?? { key })}.xlsx`}
          label={texts.follow.exportXlsx}
        />
      }
    >
      {task === undefined ? null : <Deadline window={task.window} written={task.deadlineText} />}
      {task?.state === 'closed' && task.window !== undefined ? (
        <Note tone="info">{texts.missing.closed(cutOffText(task.window.closesAt))}</Note>
      ) : null}
      {/* Without the plan there is no task to name, and no date to extend. */}
      <Loaded asked={plan}>
        {() => (
          <Loaded asked={asked}>
            {(found) => (
              <>
                <div className="actions">
                  <RemindNow planId={planId} taskKey={key} isClosed={task?.state === 'closed'} found={found} />
                  {found.may.remind ? <FirstWaiting planId={planId} taskKey={key} handedIn={found.handedIn} /> : null}
                  {isRegistration && found.handedIn.length + found.released.length > 0 ? (
                    <a href="#registered">{texts.registered.title}</a>
                  ) : null}
                </div>
                {/* Whoever may remind is the plan's officer, who may give more time too; a leader looks on. */}
                <Owing planId={planId} taskKey={key} missing={found.missing} window={found.may.remind ? task?.window : undefined} />
                <Lapsed lapsed={found.lapsed} />
                <HandedInUnits planId={planId} taskKey={key} found={found} />
                {isRegistration ? <Registered planId={planId} taskKey={key} number={taskNumber(task)} /> : null}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

interface OwingProps {
  readonly planId: string
  readonly taskKey: string
  readonly missing: Missing['missing']
  readonly window: Plan['tasks'][number]['window']
}

function Owing({ planId, taskKey, missing, window }: OwingProps) {
  const [extended, setExtended] = useState<Missing['missing'][number]>()
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{texts.missing.missing(numberText(missing.length))}</h2>
      {missing.length === 0 ? (
        <Empty>{texts.missing.none}</Empty>
      ) : (
        <More name="missing" items={missing}>
          {(shown) => (
            <table className="stacked">
              <thead>
                <tr>
                  <th scope="col">{texts.missing.unit}</th>
                  <th scope="col">{texts.missing.state}</th>
                  <th scope="col">{texts.missing.extension}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <tr key={row.unit}>
                    <th scope="row">
                      <Link href={`/viec/${planId}/${taskKey}/${row.unit}`}>{row.name}</Link>
                    </th>
                    <td data-label={texts.missing.state}>
                      <StandingBadge state={row.state} />
                    </td>
                    <td data-label={texts.missing.extension} className={row.extension === undefined ? 'nothing' : undefined}>
                      {row.extension === undefined ? '–' : cutOffText(row.extension)}
                    </td>
                    <td>
                      {window === undefined ? null : (
                        <button type="button" className="plain" onClick={() => setExtended(row)}>
                          {texts.missing.extend}
                          <span className="visually-hidden">: {row.name}</span>
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </More>
      )}
      {extended === undefined ? null : (
        <ExtensionAsk
          path={workPath(planId, taskKey, extended.unit)}
          unitName={extended.name}
          window={window}
          close={() => setExtended(undefined)}
        />
      )}
    </section>
  )
}

/** A duty that the directory took away, and nobody else has. */
function Lapsed({ lapsed }: Pick<Missing, 'lapsed'>) {
  if (lapsed.length === 0) return null
  return (
    <section aria-labelledby="lapsed">
      <h2 id="lapsed">{texts.missing.lapsed(numberText(lapsed.length))}</h2>
      <p className="hint">{texts.missing.lapsedHelp}</p>
      <More name="lapsed" items={lapsed}>
        {(shown) => (
          <ul className="rows">
            {shown.map(({ unit, name, heir }) => (
              <li key={unit}>
                <span>{name}</span>
                {heir === undefined ? null : <span className="quiet">{texts.missing.heir(heir)}</span>}
              </li>
            ))}
          </ul>
        )}
      </More>
    </section>
  )
}

interface HandedInProps {
  readonly planId: string
  readonly taskKey: string
  readonly handedIn: Missing['handedIn']
}

/** Where an officer begins to go through what waits. */
function FirstWaiting({ planId, taskKey, handedIn }: HandedInProps) {
  const waiting = handedIn.filter(isWaiting)
  const [first] = waiting
  if (first === undefined) return null
  return (
    <Link href={`/viec/${planId}/${taskKey}/${first.unit}`} className="button">
      {texts.missing.judge(numberText(waiting.length))}
    </Link>
  )
}

interface HandedInUnitsProps {
  readonly planId: string
  readonly taskKey: string
  readonly found: Missing
}

function HandedInUnits({ planId, taskKey, found: { handedIn, released } }: HandedInUnitsProps) {
  return (
    <section aria-labelledby="handed-in">
      <h2 id="handed-in">{texts.missing.handedIn(numberText(handedIn.length))}</h2>
      {[...handedIn, ...released].some(({ files }) => files > 0) ? <AllFiles planId={planId} taskKey={taskKey} /> : null}
      {handedIn.length === 0 ? (
        <Empty>{texts.missing.noneIn}</Empty>
      ) : (
        <More name="handed-in" items={handedIn.toSorted((one, other) => Number(isWaiting(other)) - Number(isWaiting(one)))}>
          {(shown) => <HandIns planId={planId} taskKey={taskKey} handedIn={shown} />}
        </More>
      )}
      {released.length === 0 ? null : (
        <>
          <h3>{texts.missing.released(numberText(released.length))}</h3>
          <p className="hint">{texts.missing.releasedHelp}</p>
          <More name="released" items={released}>
            {(shown) => <HandIns planId={planId} taskKey={taskKey} handedIn={shown} />}
          </More>
        </>
      )}
    </section>
  )
}

function HandIns({ planId, taskKey, handedIn }: HandedInProps) {
  return (
    <ul className="rows">
      {handedIn.map(({ unit, name, state, late, files }) => (
        <li key={unit}>
          <Link href={`/viec/${planId}/${taskKey}/${unit}`}>{name}</Link>
          <span>
            <StandingBadge state={state} late={late} /> {files === 0 ? null : <span className="quiet">{texts.work.files(files)}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
