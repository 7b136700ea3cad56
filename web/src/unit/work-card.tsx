import { Link } from 'wouter'
import type { WorkItem } from '../api/answers.ts'
import { DaysLeft, Deadline } from '../parts/deadline.tsx'
import { Badge } from '../parts/note.tsx'
import { standingTone } from '../parts/standing.tsx'
import { standingNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'

interface WorkCardProps {
  readonly item: WorkItem
  readonly unit: string
  readonly isOpen: boolean
  readonly isOver: boolean
}

export function taskAddress({ planId, key }: Pick<WorkItem, 'planId' | 'key'>, unit: string): string {
  return `/viec/${planId}/${key}/${unit}`
}

export function WorkCard({ item, unit, isOpen, isOver }: WorkCardProps) {
  const { content, window, deadlineText, extension, state, late, files, done } = item
  return (
    <li className={isOpen ? 'card owed' : 'card'}>
      <p className="card-above">
        {texts.work.fromPlan(item.number, taskNumber(item))}
        {state === undefined ? null : <Badge tone={standingTone(state)}>{standingNames[state]}</Badge>}
        {late ? <Badge tone="bad">{texts.work.late}</Badge> : null}
        {done ? null : <DaysLeft window={window} extension={extension} />}
      </p>
      <h3>{content}</h3>
      <Deadline window={window} written={deadlineText} extension={extension} />
      {files === 0 ? null : <p className="quiet">{texts.work.files(files)}</p>}
      {isOver ? <p>{texts.work.askExtension}</p> : null}
      <p className="card-step">
        <Link href={taskAddress(item, unit)} className={isOpen ? 'button primary' : 'button'}>
          {stepOf(item, isOpen)}
          <span className="visually-hidden">: {content}</span>
        </Link>
      </p>
    </li>
  )
}

/** The one next step. */
function stepOf({ state, form, done }: WorkItem, isOpen: boolean): string {
  if (done) return texts.work.receipt
  if (!isOpen) return texts.work.openTask
  if (state === 'returned' || state === 'withdrawn') return texts.work.mend
  return state === undefined ? texts.work.start[form] : texts.work.goOn[form]
}
