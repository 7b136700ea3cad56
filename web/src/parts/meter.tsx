/** How much of something is done, as a bar and as numbers. */
import { numberText } from '../../../shared/time/vietnamese.ts'
import { texts } from '../texts.vi.ts'

interface MeterProps {
  readonly done: number
  readonly expected: number
  readonly label: string
  /** What is counted. */
  readonly unit?: string
}

export function Meter({ done, expected, label, unit = texts.follow.units }: MeterProps) {
  return (
    <span className="meter">
      <progress value={done} max={Math.max(expected, 1)} aria-label={label} className={expected > 0 && done >= expected ? 'full' : ''} />
      <span className="meter-words">{texts.follow.doneOf(numberText(done), numberText(expected), unit)}</span>
    </span>
  )
}
