import { useMemo, useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { folded } from '../parts/fold.ts'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { type MatrixRow, useMatrix, type WholeMatrix } from './matrix.ts'
import { type MatrixFilter, MatrixFilters, noFilter } from './matrix-filters.tsx'
import { MatrixLegend, MatrixTable } from './matrix-table.tsx'
import { PlanTabs } from './plan-tabs.tsx'
import { ProgressExports } from './progress-exports.tsx'

/** Every unit × every task. Only the rows in sight are in the page, so thousands scroll as dozens do. */
export default function MatrixPage({ planId }: { readonly planId: string }) {
  const asked = useMatrix(planId)
  if (isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page
      wide
      title={texts.matrix.title}
      above={[{ name: texts.plans.title, to: '/ke-hoach' }]}
      actions={<ProgressExports planId={planId} />}
    >
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>{(matrix) => <FilteredMatrix matrix={matrix} planId={planId} />}</Loaded>
    </Page>
  )
}

function FilteredMatrix({ matrix, planId }: { readonly matrix: WholeMatrix; readonly planId: string }) {
  const [filter, setFilter] = useState<MatrixFilter>(noFilter)
  const rows = useMemo(() => matrix.rows.filter((row) => fits(row, filter)), [matrix, filter])
  return (
    <>
      <MatrixFilters rows={matrix.rows} filter={filter} change={setFilter} />
      <p className="print-only">{texts.matrix.paper}</p>
      <p role="status">{texts.matrix.count(numberText(rows.length), numberText(matrix.rows.length))}</p>
      {rows.length === 0 ? <Empty>{texts.matrix.none}</Empty> : <MatrixTable tasks={matrix.tasks} rows={rows} planId={planId} />}
      <MatrixLegend />
    </>
  )
}

function fits(row: MatrixRow, { search, type, area, state }: MatrixFilter): boolean {
  if (search !== '' && !folded(row.name).includes(folded(search))) return false
  if (type !== '' && row.type !== type) return false
  if (area !== '' && row.area !== area) return false
  switch (state) {
    case 'all':
      return true
    case 'owing':
      return row.isOwing
    case 'late':
      return row.isLate
    case 'returned':
      return row.isReturned
    case 'complete':
      return !row.isOwing
  }
}
