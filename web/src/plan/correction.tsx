/** What every correction of a draft shares: the version it began from, its reason, and both texts where somebody else was faster. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { BothVersions, isStale } from '../parts/both-versions.tsx'
import { Field } from '../parts/field.tsx'
import { FormEnd } from '../parts/form-end.tsx'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { useTyped } from '../parts/typed.ts'
import { texts } from '../texts.vi.ts'

/** What the officer has made of it, why, and the version they began from. */
interface Corrected<Mine> {
  readonly mine: Mine
  readonly reason: string
  readonly seen: number | undefined
}

interface CorrectionProps<Mine> {
  readonly plan: Plan
  readonly version: number | undefined
  /** What of the plan is corrected. */
  readonly place: string
  readonly begin: () => Mine
  readonly close: () => void
}

/** Where the corrections of a plan are kept while they are typed. */
export const correctionsOf = (planId: string): string => `${planId}/`

/** A correction on the version the officer began from: what is read anew meanwhile does not change it, until they say so. */
export function useCorrection<Mine>({ plan: { planId, status }, version, place, begin, close }: CorrectionProps<Mine>) {
  const { text, put, forget } = useTyped<Corrected<Mine>>(correctionsOf(planId) + place, () => ({
    mine: begin(),
    reason: '',
    seen: version,
  }))
  const newest = useRef(text)
  useEffect(() => {
    newest.current = text
  }, [text])
  const change = useCommand<Plan>(planPath(planId))
  const giveUp = () => {
    forget()
    close()
  }
  const save = async (rest: string, body: unknown) => {
    const stored = await change.mutateAsync({ method: 'PUT', path: planPath(planId, rest), body, version: text.seen })
    // What was typed while it was being stored is still to be stored.
    if (newest.current === text) giveUp()
    else put({ ...newest.current, seen: stored.version })
  }
  const keep = () => {
    put({ seen: version })
    change.reset()
  }
  return {
    mine: text.mine,
    put: (mine: Mine) => put({ mine }),
    save: (rest: string, body: unknown) => void save(rest, body).catch(() => {}),
    end: {
      reason: text.reason,
      setReason: (reason: string) => put({ reason }),
      change,
      close: giveUp,
      keep,
      planId,
      isOver: status === 'issued',
    },
  }
}

interface CorrectionEndProps {
  readonly save: string
  readonly correction: ReturnType<typeof useCorrection>['end']
  readonly mine: ReactNode
  readonly theirs: ReactNode
}

export function CorrectionEnd({ save, correction, mine, theirs }: CorrectionEndProps) {
  const { reason, setReason, change, close, keep, planId, isOver } = correction
  const meets = isStale(change.error)
  return (
    <>
      <Field label={texts.taskForm.reason}>
        {(wiring) => <input {...wiring} required maxLength={1_000} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {isOver ? <IssuedMeanwhile planId={planId} /> : null}
      {meets ? <BothVersions mine={mine} theirs={theirs} keep={keep} take={close} /> : <FailureNote error={change.error} />}
      <FormEnd act={save} isBusy={change.isPending} isBarred={meets || isOver} close={close} />
    </>
  )
}

/** What is typed can be read and copied, but not stored any more. */
export function IssuedMeanwhile({ planId }: { readonly planId: string }) {
  return (
    <Note tone="warn" title={texts.taskForm.issuedMeanwhile}>
      <p>{texts.taskForm.issuedMeanwhileHelp}</p>
      <p>
        <Link href={`/ke-hoach/${planId}/dieu-chinh`}>{texts.reread.toAmend}</Link>
      </p>
    </Note>
  )
}
