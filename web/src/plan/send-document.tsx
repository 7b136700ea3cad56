/** A plan document from the officer's machine to the bucket: for a new plan, or another file for one that is there. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sizeText } from '../../../shared/time/vietnamese.ts'
import type { DocumentBody, DocumentOffer } from '../api/answers.ts'
import { DOCUMENT_BYTES_MAX, FILE_NAME_CHARACTERS_MAX } from '../limits.ts'
import { DropZone } from '../parts/drop-zone.tsx'
import { Note } from '../parts/note.tsx'
import { type SendStep, sendFile, sendWords } from '../parts/send-file.ts'
import { FailureNote } from '../parts/states.tsx'
import { useWarningBeforeLeaving } from '../parts/warn.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'

const ACCEPTED = '.docx,.doc,.pdf,.txt,.md,.png,.jpg,.jpeg'

interface SendDocumentProps {
  /** `/api/plans`, or `/api/plans/{planId}/document`. */
  readonly path: string
  /** Of a new plan: the issued plan that the document is to change. */
  readonly aim?: Pick<DocumentBody, 'amends' | 'amendsWhat'>
  readonly lead: string
  readonly onSent: (planId: string) => void
}

export function SendDocument({ path, aim, lead, onSent }: SendDocumentProps) {
  const { api } = useSession()
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [step, setStep] = useState<SendStep>()
  const [error, setError] = useState<Error | null>(null)
  const problem = file === undefined ? undefined : problemOf(file)
  const isBusy = step !== undefined && error === null
  useWarningBeforeLeaving(isBusy)

  const send = async ([chosen]: readonly File[]) => {
    setFile(chosen)
    setError(null)
    if (chosen === undefined || problemOf(chosen) !== undefined) return
    try {
      const { plan } = await sendFile<DocumentOffer>({
        file: chosen,
        tell: setStep,
        ask: async (sha256, key) =>
          (await api.command<DocumentOffer>({ method: 'POST', path, body: { ...bodyOf(chosen, sha256), ...aim }, key })).body,
        // A newer offer for the same plan takes the place of the one before; a plan whose file never came ends by itself.
        giveUp: async () => {},
      })
      await client.invalidateQueries({ queryKey: ['answer'] })
      onSent(plan.planId)
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      setStep(undefined)
    }
  }
  return (
    <>
      {isBusy ? null : (
        <DropZone
          lead={lead}
          choose={texts.newPlan.choose}
          rules={texts.newPlan.rules}
          accept={ACCEPTED}
          onFiles={(files) => void send(files)}
        />
      )}
      {isBusy && file !== undefined ? <OnItsWay file={file} step={step} /> : null}
      {problem === undefined ? null : <Note tone="bad">{texts.newPlan[problem]}</Note>}
      <FailureNote error={error} />
    </>
  )
}

function OnItsWay({ file, step }: { readonly file: File; readonly step: SendStep }) {
  return (
    <div className="file">
      <p className="file-name">
        <strong>{file.name}</strong> <span className="quiet">{sizeText(file.size)}</span>
      </p>
      {step.step === 'sending' ? (
        <progress value={step.percent} max={100} aria-label={texts.files.of(texts.states.sending, file.name)} />
      ) : null}
      <p role="status">{step.step === 'checking' ? texts.newPlan.sent : sendWords(step)}</p>
    </div>
  )
}

function problemOf(file: File): 'tooLarge' | 'empty' | undefined {
  if (file.size > DOCUMENT_BYTES_MAX) return 'tooLarge'
  return file.size === 0 ? 'empty' : undefined
}

/** A long name keeps its end, which says what kind of file it is. */
function bodyOf(file: File, sha256: string): DocumentBody {
  return { fileName: file.name.normalize('NFC').slice(-FILE_NAME_CHARACTERS_MAX).trim(), bytes: file.size, sha256 }
}
