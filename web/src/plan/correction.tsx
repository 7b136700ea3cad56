/** What every correction of a draft shares: the version it began from, its reason, and both texts where somebody else was faster. */
import { type ReactNode, useState } from 'react'
import type { Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { BothVersions, isStale } from '../parts/both-versions.tsx'
import { Field } from '../parts/field.tsx'
import { FormEnd } from '../parts/form-end.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

/** The command on the version the officer began from: what is read anew meanwhile does not change it, until they say so. */
export function useCorrection(planId: string, version: number | undefined) {
  const [seen, setSeen] = useState(version)
  const change = useCommand<Plan>(planPath(planId))
  const keep = () => {
    setSeen(version)
    change.reset()
  }
  return { change, seen, keep }
}

interface CorrectionEndProps {
  readonly save: string
  readonly reason: string
  readonly setReason: (reason: string) => void
  readonly change: ReturnType<typeof useCommand<Plan>>
  readonly close: () => void
  readonly mine: ReactNode
  readonly theirs: ReactNode
  readonly keep: () => void
}

export function CorrectionEnd({ save, reason, setReason, change, close, mine, theirs, keep }: CorrectionEndProps) {
  const meets = isStale(change.error)
  return (
    <>
      <Field label={texts.taskForm.reason}>
        {(wiring) => <input {...wiring} required maxLength={1_000} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {meets ? <BothVersions mine={mine} theirs={theirs} keep={keep} take={close} /> : <FailureNote error={change.error} />}
      <FormEnd act={save} isBusy={change.isPending} isBarred={meets} close={close} />
    </>
  )
}
