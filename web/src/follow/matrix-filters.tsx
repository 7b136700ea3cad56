import { useMemo } from 'react'
import { Field } from '../parts/field.tsx'
import { texts, unitTypeNames } from '../texts.vi.ts'
import type { MatrixRow } from './matrix.ts'

const states = ['all', 'owing', 'late', 'returned', 'complete'] as const

export interface MatrixFilter {
  readonly search: string
  /** Empty for any. */
  readonly type: string
  readonly area: string
  readonly state: (typeof states)[number]
}

export const noFilter: MatrixFilter = { search: '', type: '', area: '', state: 'all' }

interface MatrixFiltersProps {
  readonly rows: readonly MatrixRow[]
  readonly filter: MatrixFilter
  readonly change: (filter: MatrixFilter) => void
}

export function MatrixFilters({ rows, filter, change }: MatrixFiltersProps) {
  const types = useMemo(() => [...new Set(rows.flatMap((row) => row.type ?? []))], [rows])
  const areas = useMemo(() => [...new Set(rows.flatMap((row) => row.area ?? []))].sort(new Intl.Collator('vi').compare), [rows])
  return (
    <div className="filters">
      <Field label={texts.matrix.search}>
        {(wiring) => (
          <input {...wiring} type="search" value={filter.search} onChange={(event) => change({ ...filter, search: event.target.value })} />
        )}
      </Field>
      <Field label={texts.matrix.type}>
        {(wiring) => (
          <select {...wiring} value={filter.type} onChange={(event) => change({ ...filter, type: event.target.value })}>
            <option value="">{texts.matrix.all}</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {unitTypeNames[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={texts.matrix.area}>
        {(wiring) => (
          <select {...wiring} value={filter.area} onChange={(event) => change({ ...filter, area: event.target.value })}>
            <option value="">{texts.matrix.all}</option>
            {areas.map((area) => (
              <option key={area} value={area}>
                {area}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={texts.matrix.state}>
        {(wiring) => (
          <select
            {...wiring}
            value={filter.state}
            onChange={(event) => change({ ...filter, state: states.find((state) => state === event.target.value) ?? 'all' })}
          >
            {states.map((state) => (
              <option key={state} value={state}>
                {texts.matrix[state]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}
