import { useState } from 'react'
import { planPath } from '../api/hooks.ts'
import { FailureNote } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'

interface ExportButtonProps {
  readonly planId: string
  /** After the plan's path. */
  readonly rest: string
  /** What the file is called on the reader's computer. */
  readonly fileName: string
  readonly label: string
}

/** The export needs the caller's token, so it is fetched and then handed to the browser as a file. */
export function ExportButton({ planId, rest, fileName, label }: ExportButtonProps) {
  const { api } = useSession()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await api.file(planPath(planId, rest)))
      link.download = fileName
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void download()}>
        {isBusy ? texts.follow.preparing : label}
      </button>
      <FailureNote error={error} />
    </>
  )
}
