/** What to look at twice in a list of nominees. It advises: the list can be handed in, and accepted, as it is. */
import { useMemo } from 'react'
import { remarksOn } from '../../../shared/award/remarks.ts'
import { remarkText } from '../../../shared/award/remarks.vi.ts'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { DraftBody } from '../api/answers.ts'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

interface NomineeRemarksProps {
  readonly nominees: DraftBody['nominees']
  /** The day it is, or was, handed in. */
  readonly day: string
}

export function NomineeRemarks({ nominees, day }: NomineeRemarksProps) {
  const remarks = useMemo(() => remarksOn(nominees, day).map(remarkText), [nominees, day])
  if (remarks.length === 0) return null
  return (
    <Note tone="warn" title={texts.task.lookAgain(numberText(remarks.length))}>
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </Note>
  )
}
