/** All files of a task at once, for the council's meeting or for the archive. */
import { useEffect, useRef, useState } from 'react'
import { numberText, sizeText } from '../../../shared/time/vietnamese.ts'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { type Taken, takeFiles } from './take-files.ts'

interface AllFilesProps {
  readonly planId: string
  readonly taskKey: string
}

/** Chrome and Edge on a computer can write into a folder that their user has chosen; TypeScript's own types do not know the question yet. */
type PickFolder = (options: { readonly mode: 'readwrite'; readonly id: string }) => Promise<FileSystemDirectoryHandle>
const folderPicker = () => (window as { readonly showDirectoryPicker?: PickFolder }).showDirectoryPicker

export function AllFiles({ planId, taskKey }: AllFilesProps) {
  const { api } = useSession()
  const [taken, setTaken] = useState<Taken>()
  const [error, setError] = useState<Error | null>(null)
  const [state, setState] = useState<'idle' | 'taking' | 'over'>('idle')
  const taking = useRef<AbortController>(undefined)
  useEffect(() => () => taking.current?.abort(), [])
  const pick = folderPicker()
  if (pick === undefined) return <p className="hint">{texts.allFiles.otherBrowser}</p>
  const take = async () => {
    // Whoever closes the question has thought better of it.
    const folder = await pick.call(window, { mode: 'readwrite', id: 'thidua' }).catch(() => undefined)
    if (folder === undefined) return
    const stopping = new AbortController()
    taking.current = stopping
    setState('taking')
    setTaken(undefined)
    setError(null)
    try {
      await takeFiles({ api, planId, taskKey, folder, signal: stopping.signal, tell: setTaken })
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      setState(stopping.signal.aborted ? 'idle' : 'over')
    }
  }
  return (
    <div className="actions">
      {state === 'taking' ? (
        <button type="button" onClick={() => taking.current?.abort()}>
          {texts.allFiles.stop}
        </button>
      ) : (
        <button type="button" onClick={() => void take()}>
          {texts.allFiles.take}
        </button>
      )}
      <p role="status" className="quiet">
        {taken === undefined ? null : texts.allFiles.progress(numberText(taken.done), numberText(taken.all), sizeText(taken.bytes))}
      </p>
      <FailureNote error={error} />
      {state !== 'over' || taken === undefined || error !== null ? null : taken.failed.length === 0 ? (
        <Note tone="good">{texts.allFiles.done}</Note>
      ) : (
        <Note tone="warn" title={texts.allFiles.failed(numberText(taken.failed.length))}>
          <ul>
            {taken.failed.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}
