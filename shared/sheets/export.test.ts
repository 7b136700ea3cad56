import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, unguarded } from './export.ts'
import { SHEET_NAME_CHARACTERS_MAX, xlsxOf } from './workbook.ts'

describe('CSV', () => {
  it('begins with the byte-order mark and ends its lines as spreadsheets expect', () => {
    expect(csvOf(['Đơn vị', 'Số'], [['Sở GDĐT', 3]])).toBe('\ufeffĐơn vị,Số\r\nSở GDĐT,3\r\n')
  })

  it.each(['=1+1', '+84', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])('disarms a text that begins like a formula: %j', (text) => {
    const [[cell]] = parse(csvOf(['a'], [[text]]), { bom: true, from: 2 }) as [[string]]
    expect(cell).toBe(`'${text}`)
    expect(unguarded(cell)).toBe(text)
  })

  it('leaves our own numbers and dates alone', () => {
    expect(csvOf(['a', 'b', 'c'], [[-5, { date: '2021-01-14' }, { instant: '2021-01-13T17:30:00Z' }]])).toContain(
      '-5,2021-01-14,2021-01-14 00:30:00\r\n',
    )
  })

  it('gives every text back, with nothing that a spreadsheet would run', () => {
    const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\r', '\t', 'ế', 'a', ' ') })
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const read = parse(csvOf(['a', 'b'], rows), { bom: true, from: 2, skip_empty_lines: false, record_delimiter: '\r\n' })
        expect(read).toHaveLength(rows.length)
        read.forEach((cells, i) => {
          for (const [j, cell] of cells.entries()) {
            expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
            expect([cell, unguarded(cell)]).toContain(rows[i]?.[j])
          }
        })
      }),
    )
  })
})

describe('XLSX', () => {
  it('has typed dates and numbers, text as text, and safe sheet names', async () => {
    const name = `Tiến độ: [quý I/2021] ${'x'.repeat(40)}`
    const bytes = await xlsxOf([
      { name, header: ['Đơn vị', 'Hạn', 'Lúc', 'Số'], rows: [['=1+1', { date: '2021-01-14' }, { instant: '2021-01-13T17:30:00Z' }, 7]] },
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer)
    const sheet = book.worksheets[0]
    expect(sheet?.name.length).toBeLessThanOrEqual(SHEET_NAME_CHARACTERS_MAX)
    const row = sheet?.getRow(2)
    expect(row?.getCell(1).value).toBe('=1+1')
    expect(row?.getCell(1).type).toBe(ExcelJS.ValueType.String)
    expect(row?.getCell(2).value).toEqual(new Date('2021-01-14T00:00:00Z'))
    expect(row?.getCell(3).value).toEqual(new Date('2021-01-14T00:30:00Z'))
    expect(row?.getCell(4).value).toBe(7)
  })
})
