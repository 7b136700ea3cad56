/** The work while it may be changed: list, files, note, then handing in. Handing in saves first, so that nothing typed is left behind. */
import { useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, DraftBody } from '../api/answers.ts'
import { Refused } from '../api/client.ts'
import { useCommand } from '../api/hooks.ts'
import { TEXT_CHARACTERS_MAX } from '../limits.ts'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { useWarningBeforeLeaving } from '../parts/warn.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { draftPlace, useDraft } from './draft.ts'
import { DraftConflict, DraftContent } from './draft-conflict.tsx'
import { FileList } from './file-list.tsx'
import { Files } from './files.tsx'
import { Nominees } from './nominees.tsx'
import { oneLine } from './pasted.ts'
import { isOver, type Sending, useSendings } from './sendings.ts'
import { LogLink } from './task-page.tsx'

type Nominee = DraftBody['nominees'][number]

interface EditableWorkProps {
  readonly assignment: Assignment
  readonly version: number
  readonly path: string
}

/** Refusals that time or the officer lifts, not the unit: the form would be in vain. */
const SHUT = new Set(['not-open-yet', 'closed', 'extension-over'])

export function EditableWork({ assignment, version, path }: EditableWorkProps) {
  const { form, blocked } = assignment
  const { api, me } = useSession()
  const draft = useDraft(assignment, draftPlace(me.person, path))
  const save = useCommand<Assignment>(path)
  const submit = useCommand<Assignment>(path)
  const [wasSaved, setSaved] = useState(false)
  const sendings = useSendings(path)
  // What is still on its way would not be handed in with the rest.
  const isSending = sendings.some((sending) => !isOver(sending))
  const isLeftOut = ({ problem, error }: Sending) => error !== undefined || (problem !== undefined && problem !== 'already-there')
  const leftOut = sendings.filter(isLeftOut).length + assignment.files.filter(({ state }) => state === 'refused').length
  useWarningBeforeLeaving(draft.isDirty)

  if (blocked !== undefined && SHUT.has(blocked.code)) {
    return (
      <>
        <Note tone="warn" title={texts.task.blocked}>
          <p>{blocked.message}</p>
        </Note>
        <Unsent assignment={assignment} content={draft.content} path={path} />
        <p>
          <LogLink assignment={assignment} />
        </p>
      </>
    )
  }

  const change = (content: DraftBody) => {
    setSaved(false)
    draft.change(content)
  }
  const store = async () => {
    const content = { ...draft.content, nominees: draft.content.nominees.filter(isBegun).map(tidied) }
    const stored = draft.send(content)
    const put = (over: number) => save.mutateAsync({ method: 'PUT', path: `${path}/draft`, body: content, version: over })
    const answer = await put(version).catch(async (error: unknown) => {
      if (!(error instanceof Refused && error.isStale)) throw error
      // A file that came in meanwhile is a newer version too. Only another text is somebody else's work.
      const newest = await api.get<Assignment>(path)
      if (newest.version === undefined || !draft.isBasedOn(newest.body)) throw error
      return put(newest.version)
    })
    stored()
    setSaved(true)
    return answer
  }
  const handIn = async () => {
    const answer = draft.isDirty ? await store() : undefined
    await submit.mutateAsync({ method: 'POST', path: `${path}/submit`, version: answer?.version })
  }
  const isBusy = save.isPending || submit.isPending

  if (draft.theirs !== undefined) return <DraftConflict draft={draft} theirs={draft.theirs} />
  return (
    <form
      className="work-form"
      onSubmit={(event) => {
        event.preventDefault()
        handIn().catch(() => {})
      }}
    >
      {form === 'registration' ? (
        <Nominees nominees={draft.content.nominees} change={(nominees) => change({ ...draft.content, nominees })} />
      ) : null}
      {form === 'report' ? <NoteField draft={draft.content} change={change} isReport /> : null}
      <Files assignment={assignment} path={path} sendings={sendings} />
      {form === 'report' ? null : <NoteField draft={draft.content} change={change} />}
      <section className="hand-in" aria-labelledby="hand-in">
        <h2 id="hand-in">{texts.task.submitTitle}</h2>
        <p>{texts.task.submitHelp}</p>
        {isSending ? (
          <p className="blocked">{texts.files.beforeSubmit}</p>
        ) : blocked !== undefined && !draft.isDirty && !submit.isError ? (
          <p className="blocked">{blocked.message}</p>
        ) : null}
        {leftOut === 0 ? null : <Note tone="warn">{texts.files.without(numberText(leftOut))}</Note>}
        <p role="status" className="quiet">
          {draft.isDirty ? texts.task.unsaved : wasSaved ? texts.task.saved : null}
        </p>
        <FailureNote error={save.error ?? submit.error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy || isSending}>
            {isBusy ? texts.states.sending : texts.task.submit}
          </button>
          <button type="button" disabled={isBusy || !draft.isDirty} onClick={() => void store().catch(() => {})}>
            {texts.task.save}
          </button>
          <LogLink assignment={assignment} />
        </div>
      </section>
    </form>
  )
}

/** What a deadline came over: it can still be read and copied, and is there again when more time is given. */
function Unsent({ assignment, content, path }: Pick<EditableWorkProps, 'assignment' | 'path'> & { readonly content: DraftBody }) {
  const files = assignment.files.filter(({ state }) => state === 'attached')
  if (files.length === 0 && content.note === '' && !content.nominees.some(isBegun)) return null
  return (
    <section>
      <h2>{texts.task.unsent}</h2>
      <DraftContent content={content} />
      <FileList files={files} path={path} />
    </section>
  )
}

/** An empty row that nobody filled in is not a nominee. */
function isBegun({ name, position = '', award }: Nominee): boolean {
  return `${name}${position}${award}`.trim() !== ''
}

/** A phone's keyboard puts a blank behind each word it suggests, and the receipt would read “An , Hiệu trưởng”. */
function tidied({ name, position = '', award, kind }: Nominee): Nominee {
  return { name: oneLine(name), position: oneLine(position), award: oneLine(award), kind }
}

interface NoteFieldProps {
  readonly draft: DraftBody
  readonly change: (draft: DraftBody) => void
  readonly isReport?: boolean
}

function NoteField({ draft, change, isReport = false }: NoteFieldProps) {
  return (
    <Field label={isReport ? texts.task.reportNote : texts.task.note} hint={texts.task.noteHelp}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={isReport ? 8 : 3}
          maxLength={TEXT_CHARACTERS_MAX}
          value={draft.note}
          onChange={(event) => change({ ...draft, note: event.target.value })}
        />
      )}
    </Field>
  )
}
