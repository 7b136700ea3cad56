/** One unit's part in one task: what is asked, the work itself, handing in, the receipt, and what came before. */

import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { dayOf } from '../../../shared/time/calendar.ts'
import { cutOffText } from '../../../shared/time/vietnamese.ts'
import type { Assignment } from '../api/answers.ts'
import { useAnswer, workPath } from '../api/hooks.ts'
import { NextHandIn } from '../follow/next-hand-in.tsx'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { DaysLeft, Deadline, Fact } from '../parts/deadline.tsx'
import { Badge, Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { StandingBadge } from '../parts/standing.tsx'
import { isNotFound, Loaded, titleWithout } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { DossierParts } from './dossier-parts.tsx'
import { EditableWork } from './editable-work.tsx'
import { FileList } from './file-list.tsx'
import { HandedIn } from './handed-in.tsx'
import { Judgement } from './judgement.tsx'
import { NomineeRemarks } from './nominee-remarks.tsx'
import { Submissions } from './receipt.tsx'

export interface TaskAddress {
  readonly planId: string
  readonly task: string
  readonly unit: string
}

const EVERY_MS = 15_000

export default function TaskPage({ planId, task, unit }: TaskAddress) {
  const { me } = useSession()
  const path = workPath(planId, task, unit)
  const asked = useAnswer<Assignment>(path, { everyMs: EVERY_MS })
  if (isNotFound(asked.error)) return <NotFoundPage />
  const isOwn = me.actingAs.endsWith(`@${unit}`)
  const { content = titleWithout(asked.error), unitName } = asked.data?.body ?? {}
  // Whoever goes through a task's hand-ins sees the same task again and again: what differs is the unit.
  const title = isOwn ? content : (unitName ?? content)
  return (
    <Page
      key={asked.data === undefined ? 'loading' : 'task'}
      title={title}
      above={aboveOf(asked.data?.body, planId, isOwn)}
      lead={title === content ? undefined : <p>{content}</p>}
    >
      <Loaded asked={asked}>{(body, version) => <TaskBody assignment={body} version={version} path={path} />}</Loaded>
    </Page>
  )
}

/** A unit comes from its list of work, an officer from following the plan, and whoever else looks on from the plan. */
function aboveOf(assignment: Assignment | undefined, planId: string, isOwn: boolean) {
  if (assignment?.may.judge === true && !assignment.may.edit)
    return [
      { name: texts.plans.title, to: '/ke-hoach' },
      { name: texts.follow.title, to: `/ke-hoach/${planId}/theo-doi` },
      { name: texts.plan.taskName(taskNumber(assignment)), to: `/ke-hoach/${planId}/nhiem-vu/${assignment.key}` },
    ]
  return [
    isOwn ? { name: texts.frame.work, to: '/viec' } : { name: texts.plans.title, to: '/ke-hoach' },
    { name: assignment?.number ?? '…', to: `/ke-hoach/${planId}` },
  ]
}

const isHandedIn = (state: Assignment['state']): boolean => state === 'submitted' || state === 'accepted'

interface TaskBodyProps {
  readonly assignment: Assignment
  readonly version: number | undefined
  readonly path: string
}

function TaskBody({ assignment, version, path }: TaskBodyProps) {
  const { state, may, submissions } = assignment
  const isIn = isHandedIn(state)
  const last = submissions.at(-1)
  const wasIn = useRef(isIn)
  useEffect(() => {
    wasIn.current = isIn
  }, [isIn])
  return (
    <>
      <TaskFacts assignment={assignment} />
      <Remarks assignment={assignment} />
      {may.judge && !may.edit ? (
        <>
          {isIn && last !== undefined ? (
            <>
              <NomineeRemarks nominees={last.nominees} day={dayOf(last.submittedAt)} />
              <DossierParts kinds={assignment.kinds} files={last.files} />
            </>
          ) : null}
          <Judgement assignment={assignment} version={version} path={path} />
          <NextHandIn assignment={assignment} />
        </>
      ) : null}
      {isIn ? <HandedIn assignment={assignment} version={version} path={path} isNew={!wasIn.current} /> : null}
      {!isIn && may.edit ? <EditableWork assignment={assignment} version={version ?? 0} path={path} /> : null}
      {!isIn && !may.edit ? <Unfinished assignment={assignment} /> : null}
      {submissions.length > (isIn ? 1 : 0) ? <Submissions submissions={isIn ? submissions.slice(0, -1) : submissions} /> : null}
    </>
  )
}

function TaskFacts({ assignment }: { readonly assignment: Assignment }) {
  const { state, late, window, extension, deadlineText, unitName, number, executing, coordinating } = assignment
  return (
    <section aria-label={texts.plan.facts} className="task-facts">
      <p className="badges">
        <StandingBadge state={state} late={late} />
        {isHandedIn(state) ? null : <DaysLeft window={window} extension={extension?.until} />}
      </p>
      <Deadline window={window} written={deadlineText} extension={extension?.until} />
      <dl className="facts">
        <Fact name={texts.task.unit}>{unitName}</Fact>
        <Fact name={texts.task.plan}>{texts.work.fromPlan(number, taskNumber(assignment))}</Fact>
        <Fact name={texts.task.executing}>{executing.join('; ')}</Fact>
        {coordinating.length === 0 ? null : <Fact name={texts.task.coordinating}>{coordinating.join('; ')}</Fact>}
      </dl>
    </section>
  )
}

function Remarks({ assignment }: { readonly assignment: Assignment }) {
  const { state, returnReason, extension } = assignment
  return (
    <>
      {returnReason === undefined ? null : (
        <Note tone="warn" title={texts.task.returned}>
          <p>{returnReason}</p>
        </Note>
      )}
      {extension === undefined ? null : (
        <Note tone="info" title={extension.ended ? texts.extension.ended : texts.task.extended}>
          <p>
            {texts.task.newCutOff(cutOffText(extension.until))} {texts.findings.because(extension.reason)}
          </p>
          {extension.ended || isHandedIn(state) ? null : <p>{texts.task.stillLate}</p>}
        </Note>
      )}
    </>
  )
}

/** What somebody sees who may read but not work on it. */
function Unfinished({ assignment }: { readonly assignment: Assignment }) {
  const { state, files, may } = assignment
  return (
    <section>
      <p className="empty">
        {state === undefined ? texts.task.notBegun : state === 'returned' ? texts.task.givenBack : texts.task.beingDrafted}
      </p>
      {may.judge ? null : <p className="quiet">{texts.task.readOnly}</p>}
      {files.length === 0 ? null : <FileList files={files} />}
    </section>
  )
}

export function LogLink({ assignment }: { readonly assignment: Assignment }) {
  if (!assignment.may.log) return null
  return <Link href={`/nhat-ky/assignment/${assignment.planId}.${assignment.key}.${assignment.unit}`}>{texts.task.log}</Link>
}

export function LateBadge({ late }: { readonly late: boolean }) {
  return <Badge tone={late ? 'bad' : 'good'}>{late ? texts.receipt.late : texts.receipt.onTime}</Badge>
}
