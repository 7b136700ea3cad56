/** Rows of the new document that may be one task or another: the officer says which. */
import type { Comparison, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'

export function Doubts({ found }: { readonly found: Comparison }) {
  const match = useCommand<Plan>()
  if (found.doubts.length === 0) return null
  const decide = (key: string, is: string | null) =>
    match.mutate({ method: 'PUT', path: planPath(found.draft.planId, `/tasks/${encodeURIComponent(key)}/match`), body: { is } })
  return (
    <section aria-labelledby="doubts">
      <h2 id="doubts">{texts.amend.doubts(found.doubts.length)}</h2>
      <Note tone="warn">{texts.amend.doubtsLead}</Note>
      <FailureNote error={match.error} />
      <ul className="tasks">
        {found.doubts.map(({ key, task, candidates }) => (
          <li key={key} className="task">
            <p className="card-above">{texts.amend.row(taskNumber(task ?? { key }))}</p>
            <p className="task-content">{task?.content}</p>
            <ul className="rows">
              {candidates.map((candidate) => (
                <li key={candidate.key}>
                  <span>{`${texts.plan.taskName(taskNumber(candidate.task ?? candidate))}: ${candidate.task?.content ?? ''}`}</span>
                  <button type="button" disabled={match.isPending} onClick={() => decide(key, candidate.key)}>
                    {texts.amend.isThis}
                    <span className="visually-hidden">: {candidate.task?.content}</span>
                  </button>
                </li>
              ))}
            </ul>
            <button type="button" disabled={match.isPending} onClick={() => decide(key, null)}>
              {texts.amend.isNew}
              <span className="visually-hidden">: {task?.content}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
