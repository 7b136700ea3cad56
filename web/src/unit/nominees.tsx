/** Who is registered for what: a table to type in, a row a nominee; on a phone each row is a card. */
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { awards } from '../../../shared/award/awards.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { DraftBody } from '../api/answers.ts'
import { NAME_CHARACTERS_MAX, NOMINEES_MAX } from '../limits.ts'
import { afterPress } from '../parts/press.ts'
import { nowInstant } from '../session/clock.ts'
import { texts } from '../texts.vi.ts'
import { NomineeRemarks } from './nominee-remarks.tsx'
import { COLUMNS, cellsOf, paste } from './pasted.ts'

type Nominee = DraftBody['nominees'][number]

interface NomineesProps {
  readonly nominees: readonly Nominee[]
  readonly change: (nominees: Nominee[]) => void
}

const KINDS = ['individual', 'collective'] as const
const blank: Nominee = { name: '', position: '', award: '', kind: 'individual' }

export function Nominees({ nominees, change }: NomineesProps) {
  const rows = nominees.length === 0 ? [blank] : nominees
  const table = useRef<HTMLTableElement>(null)
  const count = useRef(rows.length)
  // A row that was just added is where one wants to type.
  useEffect(() => {
    if (rows.length > count.current) table.current?.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
    count.current = rows.length
  }, [rows.length])
  // What is still being typed is not looked at: half a word is no award.
  const [looked, look] = useState(nominees)
  const newest = useRef(nominees)
  useEffect(() => {
    newest.current = nominees
  }, [nominees])
  /** Rows that come or go are looked at as they are then. */
  const changeRows = (changed: Nominee[]) => {
    change(changed)
    look(changed)
  }
  const put = (index: number, nominee: Nominee) => change(rows.map((row, at) => (at === index ? nominee : row)))
  // Several titles are given once each for many people: the last award is the likeliest next one.
  const next = { ...blank, award: rows.at(-1)?.award ?? '' }
  const add = () => {
    if (rows.length < NOMINEES_MAX) changeRows([...rows, next])
  }
  const [said, say] = useState<string>()
  const [removed, setRemoved] = useState<{ readonly row: Nominee; readonly index: number }>()
  const remove = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    changeRows(rows.toSpliced(index, 1))
    setRemoved({ row, index })
    say(texts.task.removed(row.name))
  }
  const undo = () => {
    if (removed !== undefined) changeRows(rows.toSpliced(removed.index, 0, removed.row))
    setRemoved(undefined)
    say(undefined)
  }
  // As in a spreadsheet: Enter goes a row down. It must never hand in a list that is still being typed.
  const goDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const { row, column } = placeOf(event.target)
    const below = table.current?.tBodies[0]?.rows[row + 1]
    if (below === undefined) add()
    else below.cells[column]?.querySelector('input')?.focus()
  }
  const take = (event: ClipboardEvent<HTMLElement>) => {
    const cells = event.target instanceof HTMLInputElement ? cellsOf(event.clipboardData.getData('text/plain')) : undefined
    if (cells === undefined || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const { row, column } = placeOf(event.target)
    const pasted = paste(rows, cells, { row, column: COLUMNS[column] ?? 'name' }, next)
    // The focus stays where the rows begin, to look them over from there.
    count.current = Math.min(pasted.length, NOMINEES_MAX)
    changeRows(pasted.slice(0, NOMINEES_MAX))
    setRemoved(undefined)
    const left = pasted.length - NOMINEES_MAX
    say(left > 0 ? texts.task.pastedSome(numberText(NOMINEES_MAX), numberText(left)) : texts.task.pasted(numberText(cells.length)))
  }
  return (
    <section aria-labelledby="nominees">
      <h2 id="nominees">{texts.task.nominees}</h2>
      <p className="hint">{texts.task.nomineesHelp}</p>
      <table
        className="nominees stacked"
        ref={table}
        onKeyDown={goDown}
        onPaste={take}
        onBlur={() => afterPress(() => look(newest.current))}
      >
        <thead>
          <tr>
            <th scope="col">{texts.task.name}</th>
            <th scope="col">{texts.task.position}</th>
            <th scope="col">{texts.task.award}</th>
            <th scope="col">{texts.task.kind}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <NomineeRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
              key={index}
              row={row}
              index={index}
              put={(nominee) => put(index, nominee)}
              remove={() => remove(index)}
            />
          ))}
        </tbody>
      </table>
      <p role="status" className="quiet">
        {said}{' '}
        {removed === undefined ? null : (
          <button type="button" className="plain" onClick={undo}>
            {texts.task.undo}
          </button>
        )}
      </p>
      <NomineeRemarks nominees={looked} day={dayOf(nowInstant())} />
      <button type="button" onClick={add} disabled={rows.length >= NOMINEES_MAX}>
        {texts.task.addRow}
      </button>
      {KINDS.map((kind) => (
        <datalist key={kind} id={awardsFor(kind)}>
          {awards
            .filter(({ to }) => to.includes(kind))
            .map(({ name }) => (
              <option key={name} value={name} />
            ))}
        </datalist>
      ))}
    </section>
  )
}

/** The list of suggestions; a title that is not in it can be typed all the same. */
const awardsFor = (kind: Nominee['kind']) => `awards-${kind}`

/** Which row and column of the table a field is in. */
function placeOf(field: HTMLInputElement): { readonly row: number; readonly column: number } {
  const cell = field.closest('td')
  const row = field.closest('tr')
  return { row: row === null ? 0 : row.sectionRowIndex, column: cell === null ? 0 : cell.cellIndex }
}

interface NomineeRowProps {
  readonly row: Nominee
  readonly index: number
  readonly put: (nominee: Nominee) => void
  readonly remove: () => void
}

function NomineeRow({ row, index, put, remove }: NomineeRowProps) {
  const id = useId()
  const cell = (field: 'name' | 'position' | 'award', isRequired: boolean) => (
    <td>
      <label htmlFor={`${id}-${field}`}>
        {texts.task[field]}
        <span className="visually-hidden">, {texts.task.row(index)}</span>
      </label>
      <input
        id={`${id}-${field}`}
        required={isRequired}
        maxLength={NAME_CHARACTERS_MAX}
        value={row[field] ?? ''}
        list={field === 'award' ? awardsFor(row.kind) : undefined}
        onChange={(event) => put({ ...row, [field]: event.target.value })}
      />
    </td>
  )
  return (
    <tr>
      {cell('name', true)}
      {cell('position', false)}
      {cell('award', true)}
      <td>
        <label htmlFor={`${id}-kind`}>
          {texts.task.kind}
          <span className="visually-hidden">, {texts.task.row(index)}</span>
        </label>
        <select
          id={`${id}-kind`}
          value={row.kind}
          onChange={(event) => put({ ...row, kind: event.target.value === 'collective' ? 'collective' : 'individual' })}
        >
          <option value="individual">{texts.task.individual}</option>
          <option value="collective">{texts.task.collective}</option>
        </select>
      </td>
      <td>
        <button type="button" className="plain" onClick={remove}>
          {texts.task.removeRow}
          <span className="visually-hidden">: {texts.task.row(index)}</span>
        </button>
      </td>
    </tr>
  )
}
