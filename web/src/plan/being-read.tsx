/** A plan of which there is only its file: on its way, being read, or refused with what to do. */
import { instantText, sizeText } from '../../../shared/time/vietnamese.ts'
import type { PlanBeingRead } from '../api/answers.ts'
import { planPath } from '../api/hooks.ts'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'
import { SendDocument } from './send-document.tsx'

export function BeingRead({ plan }: { readonly plan: PlanBeingRead }) {
  const { fileName, bytes, offeredAt, refusal } = plan.incoming
  return (
    <>
      <p className="quiet">
        {texts.newPlan.file(fileName, sizeText(bytes))} {texts.newPlan.sentAt(instantText(offeredAt))}
      </p>
      {refusal === undefined ? (
        <p className="loading" role="status">
          <span className="spinner" aria-hidden="true" />
          {texts.newPlan.readingLead}
        </p>
      ) : (
        <Note tone="bad">{refusal.sentence}</Note>
      )}
      {plan.may.review ? (
        <>
          {refusal === undefined ? <p className="quiet">{texts.newPlan.waiting}</p> : null}
          <SendDocument path={planPath(plan.planId, '/document')} lead={texts.newPlan.another} onSent={() => {}} />
        </>
      ) : null}
    </>
  )
}
