/** A real table in which only the rows in sight are there; an empty row above and below keeps the place of the others. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, memo, useRef } from 'react'
import { useLocation } from 'wouter'
import type { MatrixTask, StandingState } from '../api/answers.ts'
import { standingNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { type MatrixRow, standingIn } from './matrix.ts'

/** As `.matrix td` has it, for rows that have not been drawn yet. */
const ROW_PX = 48
/** As `.matrix-scroll` has it. */
const SCREEN_PART = 0.7

interface MatrixTableProps {
  readonly tasks: readonly MatrixTask[]
  readonly rows: readonly MatrixRow[]
  readonly planId: string
}

export function MatrixTable({ tasks, rows, planId }: MatrixTableProps) {
  const scroll = useRef<HTMLElement>(null)
  const [, go] = useLocation()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 3,
    // The first rows come with the rest of the page, not after it was measured.
    initialRect: { width: 0, height: innerHeight * SCREEN_PART },
  })
  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section ref={scroll} className="matrix-scroll" aria-label={texts.matrix.label} tabIndex={0}>
      <table aria-rowcount={rows.length + 1} className="matrix" style={{ '--tasks': tasks.length }}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="matrix-unit">
              {texts.matrix.unit}
            </th>
            {tasks.map((task) => (
              <th key={task.key} scope="col" title={task.content}>
                {taskNumber(task)}
                <span className="visually-hidden">: {task.content}</span>
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what a keyboard reaches; Enter on one is a click here */}
        <tbody onClick={(event) => follow(event, go)}>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row === undefined ? null : (
              <Row key={row.unit} row={row} tasks={tasks} planId={planId} index={index} measure={virtual.measureElement} />
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

/** One listener for all links of the table: hundreds of `Link`s coming and going are what makes scrolling stutter. */
function follow(event: MouseEvent<HTMLElement>, go: (to: string) => void): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go(link.pathname)
}

function Gap({ height }: { readonly height: number }) {
  return height <= 0 ? null : <tr className="gap" style={{ height }} />
}

interface RowProps {
  readonly row: MatrixRow
  readonly tasks: readonly MatrixTask[]
  readonly planId: string
  readonly index: number
  /** A name of several lines makes its row higher than others. */
  readonly measure: (row: HTMLElement | null) => void
}

const Row = memo(function Row({ row, tasks, planId, index, measure }: RowProps) {
  return (
    <tr aria-rowindex={index + 2} data-index={index} ref={measure}>
      <th scope="row" className="matrix-unit" title={row.name}>
        {row.name}
      </th>
      {tasks.map((task) => {
        if (!row.owes.includes(task)) return <td key={task.key} />
        const { state, isLate } = standingIn(row, task)
        return (
          <td key={task.key}>
            <a
              href={`/viec/${planId}/${task.key}/${row.unit}`}
              className={`mark ${state ?? 'none'}${isLate ? ' late' : ''}`}
              aria-label={texts.matrix.cell(row.name, taskNumber(task), wordsOf(state, isLate))}
            >
              {texts.matrix.marks[state ?? 'none']}
            </a>
          </td>
        )
      })}
    </tr>
  )
})

function wordsOf(state: StandingState | undefined, isLate: boolean): string {
  if (state === undefined) return texts.matrix.notBegun
  return isLate ? texts.matrix.lateWord(standingNames[state]) : standingNames[state]
}

const states = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn'] as const

export function MatrixLegend() {
  return (
    <dl className="legend" aria-label={texts.matrix.legend}>
      <div>
        <dt className="mark none">{texts.matrix.marks.none}</dt>
        <dd>{texts.matrix.notBegun}</dd>
      </div>
      {states.map((state) => (
        <div key={state}>
          <dt className={`mark ${state}`}>{texts.matrix.marks[state]}</dt>
          <dd>{standingNames[state]}</dd>
        </div>
      ))}
      <div>
        <dt className="mark submitted late">{texts.matrix.marks.submitted}</dt>
        <dd>{texts.work.late}</dd>
      </div>
      <div>
        <dt>{texts.matrix.blank}</dt>
        <dd>{texts.matrix.notOwed}</dd>
      </div>
    </dl>
  )
}
