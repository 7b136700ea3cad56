/** What the officer must look at before issuing: accept or dismiss, each with a reason. */
import { type ReactNode, useState } from 'react'
import type { Finding, FindingsBody, Plan, Task } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Badge, Note, type Tone } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { Fix } from './fix.tsx'

interface FindingsProps {
  readonly plan: Plan
  readonly version: number | undefined
  /** Opens a task to correct it. */
  readonly edit: (key: string) => void
}

type Decision = FindingsBody['resolutions'][number]['decision']
interface Question {
  readonly decision: Decision
  readonly about: readonly Finding[]
}

/** As many as one request takes. */
const TOGETHER_MAX = 90

const tones: Readonly<Record<Finding['severity'], Tone>> = { info: 'info', confirm: 'warn', 'must-fix': 'bad' }

export function Findings({ plan, version, edit }: FindingsProps) {
  const [question, setQuestion] = useState<Question>()
  // Often the same for the next one.
  const [lastReason, setLastReason] = useState('')
  const resolve = useCommand<Plan>(planPath(plan.planId))
  const open = plan.findings.filter((finding) => finding.severity !== 'info' && finding.resolution === undefined)
  const proposed = plan.findings.filter((finding) => finding.resolution === undefined && isProposal(finding) && !open.includes(finding))
  const toKnow = plan.findings.filter((finding) => finding.resolution === undefined && finding.severity === 'info' && !isProposal(finding))
  const resolved = plan.findings.filter((finding) => finding.resolution !== undefined)
  // Another one that was opened meanwhile stays.
  const close = (ended: Question | undefined) => {
    resolve.reset()
    setQuestion((now) => (now === ended ? undefined : now))
  }
  const send = (reason: string) => {
    if (question === undefined) return
    const { decision, about } = question
    setLastReason(reason)
    const body: FindingsBody = { resolutions: about.slice(0, TOGETHER_MAX).map(({ findingId }) => ({ findingId, decision, reason })) }
    resolve.mutate({ method: 'POST', path: planPath(plan.planId, '/findings'), body, version }, { onSuccess: () => close(question) })
  }
  const lines = (findings: readonly Finding[]) => (
    <ul className="findings">
      {findings.map((finding) => (
        <FindingLine
          key={finding.findingId}
          finding={finding}
          task={plan.tasks.find(({ key }) => key === finding.about)}
          edit={edit}
          decide={(decision) => setQuestion({ decision, about: [finding] })}
          fix={<Fix plan={plan} version={version} finding={finding} />}
        />
      ))}
    </ul>
  )
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{texts.findings.title(open.length)}</h2>
      {plan.findings.length === 0 ? <Empty>{texts.findings.none}</Empty> : null}
      {plan.findings.length > 0 && open.length === 0 ? <Note tone="good">{texts.findings.allDone}</Note> : null}
      {lines([...open, ...proposed])}
      {open.length > 1 ? (
        <p>
          <button type="button" onClick={() => setQuestion({ decision: 'accepted', about: open })}>
            {texts.findings.acceptAll(open.length)}
          </button>
        </p>
      ) : null}
      {resolved.length === 0 ? null : (
        <details open={open.length > 0}>
          <summary>{texts.findings.done(resolved.length)}</summary>
          {lines(resolved)}
        </details>
      )}
      {toKnow.length === 0 ? null : (
        <details>
          <summary>{texts.findings.info(toKnow.length)}</summary>
          {lines(toKnow)}
        </details>
      )}
      {question === undefined ? null : (
        <Ask
          title={titleOf(question)}
          confirm={question.decision === 'accepted' ? texts.findings.accept : texts.findings.dismiss}
          reason={texts.findings.reason}
          initialReason={lastReason}
          error={resolve.error}
          isBusy={resolve.isPending}
          close={() => close(question)}
          onConfirm={send}
        >
          {question.about.length === 1 ? <p>{question.about[0]?.sentence}</p> : null}
        </Ask>
      )}
    </section>
  )
}

function titleOf({ decision, about }: Question): string {
  if (about.length > 1) return texts.findings.acceptAllTitle
  return decision === 'accepted' ? texts.findings.acceptTitle : texts.findings.dismissTitle
}

/** What issuing does by itself unless the officer says no: a link to a plan above, a duty that it fulfils. */
function isProposal({ facts }: Finding): boolean {
  return facts?.parentPlanId !== undefined || facts?.asksPlan !== undefined
}

interface FindingLineProps {
  readonly finding: Finding
  /** The one it is about. */
  readonly task: Task | undefined
  readonly edit: (key: string) => void
  readonly decide: (decision: Decision) => void
  readonly fix: ReactNode
}

function FindingLine({ finding, task, edit, decide, fix }: FindingLineProps) {
  const { severity, sentence, suggestion, resolution } = finding
  const name = task === undefined ? undefined : texts.plan.taskName(taskNumber(task))
  return (
    <li className={resolution === undefined ? `finding ${tones[severity]}` : 'finding'}>
      <p className="card-above">
        {resolution === undefined ? (
          <Badge tone={tones[severity]}>{texts.findings.severity[severity]}</Badge>
        ) : (
          <Badge tone="good">{resolution.decision === 'accepted' ? texts.findings.accepted : texts.findings.dismissed}</Badge>
        )}
        {name === undefined ? null : <span>{name}</span>}
      </p>
      <p>{sentence}</p>
      {suggestion === undefined || suggestion === '' ? null : (
        <p className="quiet">
          {texts.findings.suggestion}: {suggestion}
        </p>
      )}
      {fix}
      {resolution === undefined ? null : <p className="quiet">{texts.findings.because(resolution.reason)}</p>}
      {resolution !== undefined ? null : (
        <div className="actions">
          {severity === 'info' ? null : (
            <button type="button" onClick={() => decide('accepted')}>
              {texts.findings.accept}
              <span className="visually-hidden">: {sentence}</span>
            </button>
          )}
          {severity === 'info' && !isProposal(finding) ? null : (
            <button type="button" onClick={() => decide('dismissed')}>
              {texts.findings.dismiss}
              <span className="visually-hidden">: {sentence}</span>
            </button>
          )}
          {task === undefined ? null : (
            <button type="button" className="plain" onClick={() => edit(task.key)}>
              {texts.plan.editTask(taskNumber(task))}
              <span className="visually-hidden">: {sentence}</span>
            </button>
          )}
        </div>
      )}
    </li>
  )
}
