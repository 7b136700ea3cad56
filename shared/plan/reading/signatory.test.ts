import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

const signed = (name: string, below: string) =>
  readPlan(
    `PHÒNG NỘI VỤ\nSố: 17/KH-PNV\n\nKẾ HOẠCH\nCông tác thi đua năm 2027\n\nI. MỤC ĐÍCH\n\nNơi nhận:\n- Các xã;\n- Lưu: VT.\n\nTRƯỞNG PHÒNG\n${name}\n${below}`,
  ).signatory

test('words of a list far below the signature are not the name that cannot be read', () => {
  const list = Array.from({ length: 12 }, (_, i) => `${i + 1} học sinh lớp ${i + 1}`).join('\n')
  expect(signed('Lê Thị Mẫu', `${list}\nSố Học Sinh`)).toMatchObject({ position: 'TRƯỞNG PHÒNG', name: 'Lê Thị Mẫu' })
  expect(signed('=> 4 °J', `${list}\nSố Học Sinh`)).toMatchObject({ position: 'TRƯỞNG PHÒNG', name: null })
})

const closedBy = (closing: string) =>
  readPlan(`PHÒNG NỘI VỤ\nSố: 17/KH-PNV\n\nKẾ HOẠCH\nCông tác thi đua năm 2027\n\nI. MỤC ĐÍCH\n\nĐẩy mạnh thi đua./.\n\n${closing}`)
    .signatory

const recipients = 'Nơi nhận:\n- Các xã;\n- Lưu: VT.'

test.each([
  ['a position in small letters, alone on its line', 'Hiệu trưởng\n\n\nLê Thị Mẫu', 'Hiệu trưởng', 'Lê Thị Mẫu'],
  ['a name in capitals', `${recipients}\n\nP. HIỆU TRƯỞNG\n\nLÊ THỊ MẪU`, 'P. HIỆU TRƯỞNG', 'LÊ THỊ MẪU'],
  ['no school in capitals as a name', `${recipients}\n\nHIỆU TRƯỞNG\n\nTRƯỜNG THCS SUỐI ĐÁ`, 'HIỆU TRƯỞNG', null],
  ['no heading of a table as a name', `${recipients}\n\nHIỆU TRƯỞNG\n\nSố TT\tHọ tên`, 'HIỆU TRƯỞNG', null],
  [
    'who signs beside who approves, above the recipients',
    `DUYỆT CỦA PHÒNG          HIỆU TRƯỞNG\n\n\n                         Lê Thị Mẫu\n\n${recipients}`,
    'HIỆU TRƯỞNG',
    'Lê Thị Mẫu',
  ],
  [
    'a position above the recipients and a name below',
    `          HIỆU TRƯỞNG\n${recipients}\n          Lê Thị Mẫu`,
    'HIỆU TRƯỞNG',
    'Lê Thị Mẫu',
  ],
])('reads %s', (_what, closing, position, name) => expect(closedBy(closing)).toMatchObject({ position, name }))
