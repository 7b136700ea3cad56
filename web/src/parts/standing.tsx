import type { StandingState } from '../api/answers.ts'
import { standingNames, texts } from '../texts.vi.ts'
import { Badge, type Tone } from './note.tsx'

const tones: Readonly<Record<StandingState, Tone>> = {
  draft: 'info',
  submitted: 'good',
  returned: 'warn',
  accepted: 'good',
  withdrawn: 'warn',
}

export function standingTone(state: StandingState): Tone {
  return tones[state]
}

export function StandingBadge({ state, late }: { readonly state: StandingState | undefined; readonly late?: boolean }) {
  return (
    <>
      {state === undefined ? (
        <Badge tone="plain">{texts.missing.notBegun}</Badge>
      ) : (
        <Badge tone={tones[state]}>{standingNames[state]}</Badge>
      )}
      {late ? <Badge tone="bad">{texts.work.late}</Badge> : null}
    </>
  )
}
