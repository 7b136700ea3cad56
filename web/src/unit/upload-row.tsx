import { useEffect } from 'react'
import { sizeText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, DossierFile } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { sendWords } from '../parts/send-file.ts'
import { failureSentence } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { forget, isOver, type Sending, sendAgain } from './sendings.ts'

const CHECKING_EVERY_MS = 1_000

interface UploadRowProps {
  readonly sending: Sending
  /** The dossier as it is stored: where the verdict on the file appears. */
  readonly files: readonly DossierFile[]
}

/** One file being sent. It goes away when the list above has it. */
export function UploadRow({ sending, files }: UploadRowProps) {
  const { id, file, step, uploadId, place } = sending
  const verdict = files.find((known) => known.uploadId === uploadId)?.state
  // A file is checked within a second or two: look often while one is.
  const isChecking = step.step === 'checking'
  useAnswer<Assignment>(place.path, { everyMs: isChecking ? CHECKING_EVERY_MS : false, enabled: isChecking })
  useEffect(() => {
    if (verdict !== undefined && verdict !== 'offered') forget(id)
  }, [verdict, id])

  const isBad = isOver(sending)
  const isMoving = step.step === 'sending' && !isBad
  return (
    <li className={isBad ? 'file bad' : 'file'}>
      <p className="file-name">
        <strong>{file.name}</strong> <span className="quiet">{sizeText(file.size)}</span>
      </p>
      {isMoving ? (
        <>
          <progress value={step.percent} max={100} aria-label={texts.files.of(texts.states.sending, file.name)} />
          <p>{sendWords(step)}</p>
        </>
      ) : null}
      {/* Every percent read out would leave no word for anything else: the bar has it for whoever asks. */}
      <p role="status" className={isMoving ? 'visually-hidden' : undefined}>
        {isMoving ? texts.files.of(texts.states.sending, file.name) : wordsOf(sending)}
      </p>
      {isBad ? (
        <div className="actions">
          {sending.problem === undefined ? (
            <button type="button" onClick={() => sendAgain(id)}>
              {texts.files.again}
              <span className="visually-hidden">: {file.name}</span>
            </button>
          ) : null}
          <button type="button" className="plain" onClick={() => forget(id)}>
            {texts.files.hide}
            <span className="visually-hidden">: {file.name}</span>
          </button>
        </div>
      ) : null}
    </li>
  )
}

function wordsOf({ problem, error, step }: Sending): string {
  if (problem !== undefined) return texts.files.problems[problem]
  return error === undefined ? sendWords(step) : `${texts.files.failed} ${failureSentence(error)}`
}
