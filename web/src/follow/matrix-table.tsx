/** A real table in which only the rows in sight are there; an empty row above and below keeps the place of the others. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import { Link } from 'wouter'
import type { MatrixTask, Standing } from '../api/answers.ts'
import { standingNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import type { MatrixRow } from './matrix.ts'

/** As `.matrix td` has it. */
const ROW_PX = 48

interface MatrixTableProps {
  readonly tasks: readonly MatrixTask[]
  readonly rows: readonly MatrixRow[]
  readonly planId: string
}

export function MatrixTable({ tasks, rows, planId }: MatrixTableProps) {
  const scroll = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_PX, overscan: 8 })
  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section ref={scroll} className="matrix-scroll" aria-label={texts.matrix.label} tabIndex={0}>
      <table aria-rowcount={rows.length + 1} className="matrix">
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
        <tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row === undefined ? null : <Row key={row.unit} row={row} tasks={tasks} planId={planId} index={index} />
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

function Gap({ height }: { readonly height: number }) {
  return height <= 0 ? null : <tr className="gap" style={{ height }} />
}

interface RowProps {
  readonly row: MatrixRow
  readonly tasks: readonly MatrixTask[]
  readonly planId: string
  readonly index: number
}

const Row = memo(function Row({ row, tasks, planId, index }: RowProps) {
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className="matrix-unit" title={row.name}>
        {row.name}
      </th>
      {tasks.map((task, position) => (
        <td key={task.key}>
          {row.cells.has(position) ? (
            <Link href={`/viec/${planId}/${task.key}/${row.unit}`} className={`mark ${markClass(row.cells.get(position))}`}>
              <span aria-hidden="true">{markOf(row.cells.get(position))}</span>
              <span className="visually-hidden">{texts.matrix.cell(row.name, taskNumber(task), wordsOf(row.cells.get(position)))}</span>
            </Link>
          ) : (
            <span className="visually-hidden">{texts.matrix.notOwed}</span>
          )}
        </td>
      ))}
    </tr>
  )
})

function markOf(standing: Standing | undefined): string {
  return texts.matrix.marks[standing?.state ?? 'none']
}

function markClass(standing: Standing | undefined): string {
  return `${standing?.state ?? 'none'}${standing?.late ? ' late' : ''}`
}

function wordsOf(standing: Standing | undefined): string {
  if (standing === undefined) return texts.matrix.notBegun
  return standing.late ? texts.matrix.lateWord(standingNames[standing.state]) : standingNames[standing.state]
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
    </dl>
  )
}
