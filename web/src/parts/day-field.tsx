/**
 * A day, and an hour of it. How a browser asks for them depends on its language, not on this page's: what was understood therefore stands in
 * words right under the field, and is read out when it changes.
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

export function DayField(props: DayFieldProps) {
  return <WordedField {...props} type="date" words={props.value === '' ? '' : dayText(props.value)} />
}

interface HourFieldProps {
  readonly label: string
  /** `17:00`; empty while there is none. */
  readonly value: string
  readonly change: (hour: string) => void
  /** What no hour means. */
  readonly whenEmpty: string
}

/** Midnight is no hour of a day: nothing is left of it. */
export function HourField({ whenEmpty, ...field }: HourFieldProps) {
  return <WordedField {...field} type="time" min="00:01" words={field.value === '' ? whenEmpty : field.value} />
}

interface WordedFieldProps extends DayFieldProps {
  readonly type: 'date' | 'time'
  readonly words: string
}

function WordedField({ label, type, value, words, change, min, required = false }: WordedFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        required={required}
        min={min}
        value={value}
        aria-describedby={`${id}-words`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-words`} className="day-words" role="status">
        {words}
      </p>
    </div>
  )
}
