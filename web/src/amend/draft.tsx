/** The draft of an amendment: what it changes, whom it touches, and the one act that confirms it. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { Comparison, Plan } from '../api/answers.ts'
import { planPath, useAnswer, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Note } from '../parts/note.tsx'
import { Loaded } from '../parts/states.tsx'
import { useLeftBehind } from '../parts/typed.ts'
import { correctionsOf } from '../plan/correction.tsx'
import { RECIPIENTS, RECIPIENTS_PLACE, RecipientsForm } from '../plan/header-form.tsx'
import { useEditedTask } from '../plan/task-form.tsx'
import { Tasks } from '../plan/tasks.tsx'
import { texts } from '../texts.vi.ts'
import { Confirm } from './confirm.tsx'
import { Difference } from './difference.tsx'
import { Doubts } from './doubts.tsx'
import { PolicyForm } from './policy-form.tsx'
import { Told } from './told.tsx'

export function DraftOfAmendment({ draftId, planId }: { readonly draftId: string; readonly planId: string }) {
  const asked = useAnswer<Comparison>(planPath(draftId, '/comparison'))
  return (
    <Loaded asked={asked}>
      {(found) => (
        <>
          {found.isOutdated ? <Note tone="bad">{texts.amend.outdated}</Note> : null}
          {found.draft.isCopy ? <Edit draftId={draftId} isBeginning={isUnchanged(found)} /> : <DocumentNote found={found} />}
          <Doubts found={found} />
          <Difference found={found} />
          <Told found={found} />
          <Confirm found={found} planId={planId} />
          <Discard draftId={draftId} />
        </>
      )}
    </Loaded>
  )
}

function DocumentNote({ found: { draft, findingsOpen } }: { readonly found: Comparison }) {
  return (
    <>
      <p>
        {texts.amend.from(draft.number)} <Link href={`/ke-hoach/${draft.planId}`}>{texts.amend.openDraft}</Link>
      </p>
      {findingsOpen === 0 ? null : <Note tone="warn">{texts.amend.findings(findingsOpen)}</Note>}
    </>
  )
}

const isUnchanged = ({ changes, policy, recipients }: Comparison): boolean =>
  changes.length === 0 && policy === undefined && recipients === undefined

interface EditProps {
  readonly draftId: string
  /** Nothing is changed yet: that is what one has come for. */
  readonly isBeginning: boolean
}

/** Single changes: each is an edit of the draft, with its reason. */
function Edit({ draftId, isBeginning }: EditProps) {
  // As it was when the page came: it does not close under whoever makes the first change.
  const leftBehind = useLeftBehind()
  const [isOpen] = useState(() => isBeginning || leftBehind(correctionsOf(draftId)).size > 0)
  const asked = useAnswer<Plan>(planPath(draftId))
  const [edited, setEdited] = useEditedTask(draftId)
  return (
    <details className="card" open={isOpen}>
      <summary>{texts.amend.edit}</summary>
      <Loaded asked={asked}>
        {(draft, version) => (
          <>
            <h2 className="visually-hidden">{texts.amend.editTitle}</h2>
            <PolicyForm draft={draft} version={version} />
            <EditRecipients draft={draft} version={version} />
            <Tasks plan={draft} version={version} isEditable edited={edited} edit={setEdited} />
          </>
        )}
      </Loaded>
    </details>
  )
}

function EditRecipients({ draft, version }: { readonly draft: Plan; readonly version: number | undefined }) {
  const leftBehind = useLeftBehind()
  const [isOpen, setOpen] = useState(() => leftBehind(correctionsOf(draft.planId)).has(RECIPIENTS))
  return (
    <div id={RECIPIENTS_PLACE}>
      <h3>{texts.plan.recipients}</h3>
      {isOpen ? (
        <RecipientsForm plan={draft} version={version} close={() => setOpen(false)} />
      ) : (
        <button type="button" data-opens-form onClick={() => setOpen(true)}>
          {texts.headerForm.editRecipients}
        </button>
      )}
    </div>
  )
}

function Discard({ draftId }: { readonly draftId: string }) {
  const [isAsking, setAsking] = useState(false)
  const discard = useCommand<Plan>()
  const close = () => {
    discard.reset()
    setAsking(false)
  }
  return (
    <p>
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        {texts.amend.discard}
      </button>
      {isAsking ? (
        <Ask
          title={texts.amend.discardAsk}
          confirm={texts.amend.discard}
          error={discard.error}
          isBusy={discard.isPending}
          close={close}
          onConfirm={() => discard.mutate({ method: 'POST', path: planPath(draftId, '/discard') }, { onSuccess: close })}
        >
          <p>{texts.amend.discardHelp}</p>
        </Ask>
      ) : null}
    </p>
  )
}
