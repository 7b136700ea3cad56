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
