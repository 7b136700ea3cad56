import { useDeferredValue, useMemo, useState } from 'react'
import { fold } from '../../../shared/text/fold.ts'
import { numberText } from '../../../shared/time/vietnamese.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { isLate, isOwing, isReturned, type MatrixRow, useMatrix, type WholeMatrix } from './matrix.ts'
import { type MatrixFilter, MatrixFilters, noFilter } from './matrix-filters.tsx'
import { MatrixLegend, MatrixTable } from './matrix-table.tsx'
import { PlanLead } from './plan-lead.tsx'
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
      lead={<PlanLead planId={planId} />}
      actions={<ProgressExports planId={planId} />}
    >
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>{(matrix) => <FilteredMatrix matrix={matrix} planId={planId} />}</Loaded>
    </Page>
  )
}

function FilteredMatrix({ matrix, planId }: { readonly matrix: WholeMatrix; readonly planId: string }) {
  const [filter, setFilter] = useState<MatrixFilter>(noFilter)
  // What is typed appears at once, also while thousands of names are gone through.
  const wanted = useDeferredValue(filter)
  const rows = useMemo(() => fitting(matrix.rows, wanted), [matrix, wanted])
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

function fitting(rows: readonly MatrixRow[], { search, type, area, state }: MatrixFilter): readonly MatrixRow[] {
  const wanted = fold(search)
  return rows.filter(
    (row) =>
      (type === '' || row.type === type) &&
      (area === '' || row.area === area) &&
      fits[state](row) &&
      (wanted === '' || fold(row.name).includes(wanted)),
  )
}

const fits: Readonly<Record<MatrixFilter['state'], (row: MatrixRow) => boolean>> = {
  all: () => true,
  owing: isOwing,
  late: isLate,
  returned: isReturned,
  complete: (row) => !isOwing(row),
}
