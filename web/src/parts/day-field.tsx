/**
 * A day. In which order a browser asks for day and month depends on its language, not on this page's: what was understood therefore stands
 * in words right under the field, and is read out when it changes.
 */
import { useId } from 'react'
import { dayText } from '../../../shared/time/vietnamese.ts'

interface DayFieldProps {
  readonly label: string
  /** `2021-10-15`; empty while there is none. */
  readonly value: string
  readonly change: (day: string) => void
  readonly min?: string
  readonly required?: boolean
}

export function DayField({ label, value, change, min, required = false }: DayFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        required={required}
        min={min}
        value={value}
        aria-describedby={`${id}-words`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-words`} className="day-words" role="status">
        {value === '' ? '' : dayText(value)}
      </p>
    </div>
  )
}
