import { expect, test } from 'vitest'
import { pieceOf } from '../lines.ts'
import { align } from './align.ts'
import { columnsOf } from './columns.ts'

const columns = columnsOf(['STT', 'Nội dung công việc', 'Sản phẩm', 'Thời hạn', 'Đơn vị chủ trì', 'Đơn vị phối hợp']) ?? []

function said(...texts: string[]) {
  const { cells, uneven } = align(
    texts.map((text) => pieceOf(text, 0)),
    columns,
  )
  const { content, deadline, executing, coordinating } = cells
  return { cells: [content, deadline, executing, coordinating].map((cell) => cell?.text), uneven }
}

test('where an empty cell is not written, those on the other side of the deadline still stand below their columns', () => {
  expect(said('3', 'Ban Thi đua họp xét', 'Biên bản', 'Trước ngày 20/5/2026', 'Văn phòng')).toEqual({
    cells: ['Ban Thi đua họp xét', 'Trước ngày 20/5/2026', 'Văn phòng', ''],
    uneven: true,
  })
  expect(said('4', 'Hội thi tiếng hát', 'Trước ngày 20/5/2026', 'Nhóm Một', 'Nhóm Hai')).toEqual({
    cells: ['Hội thi tiếng hát', 'Trước ngày 20/5/2026', 'Nhóm Một', 'Nhóm Hai'],
    uneven: true,
  })
})

test('a row with a cell for each column is read by the places of its cells alone', () => {
  expect(said('5', 'Hội thi tiếng hát', '', 'Chưa rõ', 'Nhóm Một', '').uneven).toBe(false)
})

test('a sentence that wide spaces part is no heading, also where its parts name work and time', () => {
  expect(columnsOf(['2.2. Về thời gian', 'Hoàn thành đúng hạn', 'các công việc được giao'])).toBeUndefined()
  expect(columnsOf(['Về thời gian,', 'Hoàn thành đúng hạn', 'các công việc được giao'])).toBeUndefined()
})
