import { describe, expect, it } from 'vitest'
import { cellsOf, paste } from './pasted.ts'

const blank = { name: '', position: '', award: 'Lao động tiên tiến', kind: 'individual' } as const
const first = { ...blank, name: 'Nguyễn Văn Mẫu' }
const pasted = (text: string, at: Parameters<typeof paste>[2], nominees: Parameters<typeof paste>[0] = [first]) =>
  paste(nominees, cellsOf(text) ?? [], at, blank)

describe('rows copied from a spreadsheet', () => {
  it('become nominees, from the field in which they are pasted on', () => {
    const text = 'Trần Thị A\tGiáo viên\tBằng khen\r\nTổ Toán\t\tTập thể lao động xuất sắc\tTập thể\r\n'
    expect(pasted(text, { row: 1, column: 'name' })).toEqual([
      first,
      { name: 'Trần Thị A', position: 'Giáo viên', award: 'Bằng khen', kind: 'individual' },
      { name: 'Tổ Toán', position: '', award: 'Tập thể lao động xuất sắc', kind: 'collective' },
    ])
    expect(pasted('Giáo viên\nTổ trưởng', { row: 0, column: 'position' }).map(({ position }) => position)).toEqual([
      'Giáo viên',
      'Tổ trưởng',
    ])
  })

  it('leave out the running numbers in front of names, and keep what no cell was given for', () => {
    expect(pasted('1\tTrần Thị A\n2.\tLê Văn B', { row: 0, column: 'name' })).toEqual([
      { ...blank, name: 'Trần Thị A' },
      { ...blank, name: 'Lê Văn B' },
    ])
  })

  it('are one text in one form, whichever the computer they come from', () => {
    const name = 'Nguyễn Thị Ánh'
    expect(pasted(`"${name.normalize('NFD')}\nTHPT ""Mẫu"""\tGiáo viên`, { row: 0, column: 'name' })[0]).toMatchObject({
      name: `${name} THPT "Mẫu"`,
      position: 'Giáo viên',
    })
  })

  it('are not looked for in one plain cell', () => {
    for (const text of ['Trần Thị A', 'Trần Thị A\r\n', '', '"Hoa" và bạn']) expect(cellsOf(text), text).toBeUndefined()
  })
})
