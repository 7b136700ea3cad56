/** `thidua import`: how a fresh account gets its directory and its first officer. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { importDirectory } from '../../cli/import.ts'
import { readDirectory } from '../../shared/directory/load.ts'
import { movedClock } from '../../shared/memory/clock.ts'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import { xlsxOf } from '../../shared/sheets/workbook.ts'

const clock = movedClock('2021-01-18T02:00:00.000Z')
const fileName = 'danh-ba.xlsx'
const book = (role = 'Chuyên viên thi đua') =>
  Buffer.from(
    xlsxOf([
      { name: 'Đơn vị', header: ['Tên đơn vị', 'Loại đơn vị', 'Hiệu lực từ'], rows: [['Sở GDĐT Mẫu', 'Sở GDĐT', { date: '2008-08-01' }]] },
      {
        name: 'Người',
        header: ['Họ và tên', 'Thư điện tử', 'Vai trò', 'Đơn vị', 'Từ ngày'],
        rows: [['Trần Thị Mẫu', 'mau@so.thidua.test', role, 'Sở GDĐT Mẫu', { date: '2020-01-01' }]],
      },
    ]),
  )

let said: string[]
beforeEach(() => {
  said = []
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)))
})

describe('thidua import', () => {
  it('says what it would do, and with --write gives an empty system its first officer', async () => {
    const store = memoryEventStore()
    await importDirectory(store, { fileName, bytes: book(), isDryRun: true }, clock)
    expect(store.published).toEqual([])
    await importDirectory(store, { fileName, bytes: book(), isDryRun: false }, clock)
    const directory = await readDirectory(store)
    expect(directory.personByEmail('mau@so.thidua.test')?.roles).toMatchObject([{ role: 'officer', unit: directory.units[0]?.id }])
    expect(said).toEqual([
      '2 new, 0 changed, 0 the same, 0 refused. Nothing was written: add --write.',
      '2 new, 0 changed, 0 the same, 0 refused. 2 written.',
    ])
  })

  it('says every refused row and why, and ends as refused', async () => {
    const attempt = importDirectory(memoryEventStore(), { fileName, bytes: book('Giám đốc'), isDryRun: true }, clock)
    await expect(attempt).rejects.toThrow('1 rows were refused.')
    expect(said[0]).toMatch(/^people, row 2: .*Giám đốc/)
  })
})
