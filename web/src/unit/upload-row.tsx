import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { sizeText } from '../../../shared/time/vietnamese.ts'
import type { DossierFile } from '../api/answers.ts'
import { type SendStep, sendWords } from '../parts/send-file.ts'
import { failureSentence } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { problemOf, type UploadProblem, upload } from './upload.ts'

const problems: Readonly<Record<UploadProblem, string>> = {
  'too-large': texts.files.tooLarge,
  empty: texts.files.empty,
  'wrong-type': texts.files.wrongType,
}

interface UploadRowProps {
  readonly file: File
  readonly component: string
  readonly path: string
  /** The dossier as it is stored: where the verdict on the file appears. */
  readonly files: readonly DossierFile[]
  readonly claim: (uploadId: string) => void
  readonly done: (uploadId: string | undefined) => void
}

/** One file being sent. It goes away when the list above has it. */
export function UploadRow({ file, component, path, files, claim, done }: UploadRowProps) {
  const { api } = useSession()
  const client = useQueryClient()
  const [step, setStep] = useState<SendStep>({ step: 'reading' })
  const [error, setError] = useState<Error>()
  const problem = problemOf(file)
  const isStarted = useRef(false)
  const [uploadId, setUploadId] = useState<string>()
  const verdict = files.find((known) => known.uploadId === uploadId)?.state

  const start = () => {
    setError(undefined)
    const begun = (sha256: string) =>
      files.find((known) => known.state === 'offered' && known.parts !== undefined && known.sha256 === sha256)?.uploadId
    const tell = (next: SendStep) => {
      if (next.step === 'sending' || next.step === 'checking') {
        claim(next.uploadId)
        setUploadId(next.uploadId)
      }
      setStep(next)
    }
    upload({ api, path, file, component, begun, tell })
      .catch((thrown: unknown) => setError(thrown instanceof Error ? thrown : new Error(String(thrown))))
      .finally(() => void client.invalidateQueries({ queryKey: ['answer'] }))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is sent once, when its row appears
  useEffect(() => {
    if (isStarted.current || problem !== undefined) return
    isStarted.current = true
    start()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the verdict matters
  useEffect(() => {
    if (verdict !== undefined && verdict !== 'offered') done(uploadId)
  }, [verdict])

  const isBad = problem !== undefined || error !== undefined
  return (
    <li className={isBad ? 'file bad' : 'file'}>
      <p className="file-name">
        <strong>{file.name}</strong> <span className="quiet">{sizeText(file.size)}</span>
      </p>
      {step.step === 'sending' && !isBad ? (
        <progress value={step.percent} max={100} aria-label={texts.files.of(texts.states.sending, file.name)} />
      ) : null}
      <p role="status">
        {problem === undefined
          ? error === undefined
            ? sendWords(step)
            : `${texts.files.failed} ${failureSentence(error)}`
          : problems[problem]}
      </p>
      {isBad ? (
        <div className="actions">
          {problem === undefined ? (
            <button type="button" onClick={start}>
              {texts.files.again}
            </button>
          ) : null}
          <button type="button" className="plain" onClick={() => done(uploadId)}>
            {texts.files.hide}
            <span className="visually-hidden">: {file.name}</span>
          </button>
        </div>
      ) : null}
    </li>
  )
}
