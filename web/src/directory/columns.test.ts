import { describe, expect, test } from 'vitest'
import { groupHeaders, personHeaders, unitHeaders } from '../../../shared/directory/import/labels.vi.ts'
import { fieldOf, sheetOf } from '../../../shared/directory/import/sheet.ts'
import { columns } from './columns.vi.ts'

const headers = { units: unitHeaders, groups: groupHeaders, people: personHeaders }
const kinds = ['units', 'groups', 'people'] as const
const sheetWith = (names: readonly string[]) => sheetOf({ lines: [{ row: 1, cells: [...names] }] })

describe('the columns that the import page names', () => {
  test.each(kinds)('are enough for a file of %s, and none of those that must be there is too much', (kind) => {
    const { must } = columns[kind]
    expect(sheetWith(must)).toMatchObject({ kind })
    for (const name of must) expect(sheetWith(must.filter((other) => other !== name))).toHaveProperty('refused')
  })

  test.each(kinds)('are all that a file of %s can say', (kind) => {
    const { must, may } = columns[kind]
    expect(new Set([...must, ...may].map((name) => fieldOf(name, headers[kind])))).toEqual(new Set(Object.keys(headers[kind])))
  })
})
