import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

const recipientsIn = (closing: string) =>
  readPlan(`PHÒNG NỘI VỤ\nSố: 17/KH-PNV\n\nKẾ HOẠCH\nCông tác thi đua năm 2027\n\nI. MỤC ĐÍCH\n\n${closing}`).recipients.map(
    ({ text }) => text,
  )

test('who gets the plan electronically stands below those who get paper, and below “Lưu”', () => {
  const closing = `Nơi nhận:
- Lưu: VT.
Bản điện tử:
- UBND các xã (phối hợp);
- Các trường trực thuộc (thực hiện).

TRƯỞNG PHÒNG
Lê Thị Mẫu`
  expect(recipientsIn(closing)).toEqual(['Lưu: VT', 'UBND các xã (phối hợp)', 'Các trường trực thuộc (thực hiện)'])
  expect(recipientsIn(closing.replace('Bản điện tử:', 'TRƯỞNG PHÒNG'))).toEqual(['Lưu: VT'])
})

test('dirt of a scan between two recipients ends no list', () => {
  expect(recipientsIn('Nơi nhận:\n- UBND các xã;\n- Các trường\n?\n- Báo Suối Đá;\n- Lưu: VT.')).toEqual([
    'UBND các xã',
    'Các trường',
    'Báo Suối Đá',
    'Lưu: VT',
  ])
})

test('several stand on one line, and “Nơi nhận” behind a mark of its own', () => {
  const closing = '* Nơi nhận:          HIỆU TRƯỞNG\n- Phòng Nội vụ (báo cáo); - UBND xã (báo cáo);\n- Lưu: VT.'
  expect(recipientsIn(closing)).toEqual(['Phòng Nội vụ (báo cáo)', 'UBND xã (báo cáo)', 'Lưu: VT'])
  expect(recipientsIn('Nơi nhân: Các xã;\n- Lưu: VT.')).toEqual(['Các xã', 'Lưu: VT'])
})

test.each([
  ['Như mục II', []],
  ['Ủy ban nhân dân xã', ['recipient-missing']],
])('who stands in a section that “Nơi nhận” points to gets the plan: %s', (first, found) => {
  const { findings } = readPlan(
    `PHÒNG Y TẾ\nSố: 17/KH-PYT\n\nKẾ HOẠCH\nThi đua năm 2027\n\nII. TỔ CHỨC THỰC HIỆN\n\n2.1. Phòng Nội vụ\n\nTheo dõi, đôn đốc.\n\nNơi nhận:\n- ${first};\n- Lưu: VT.`,
  )
  expect(findings.flatMap(({ code }) => (code === 'recipient-missing' ? [code] : []))).toEqual(found)
})
