import { expect, test } from 'vitest'
import { readPlan } from '../index.ts'

const read = (...rows: readonly string[]) =>
  readPlan(
    `PHÒNG NỘI VỤ\nSố: 17/KH-PNV\n\nKẾ HOẠCH\nTuần lễ thi đua năm 2027\n\nII. NỘI DUNG\n\nThời gian\tNội dung\tĐơn vị phụ trách\n${rows.join('\n')}\n\nNơi nhận:\n- Các xã.\n`,
  ).tasks.map(({ deadlineText, due }) => [deadlineText, due.kind, due.to])

test('the programme of a day, which says at what hour, sets nobody a deadline', () => {
  expect(read('7h15 - 7h45\tỔn định tổ chức\tBan Tổ chức', '7 giờ 45\tKhai mạc\tVăn phòng', '8:15\tPhát động thi đua\tCông đoàn')).toEqual(
    [],
  )
})

test('an hour of a day does, and two hours are no day', () => {
  expect(read('8h00 ngày 15/3/2027\tKhai mạc\tVăn phòng', '7h15 - 7h45\tPhát động thi đua\tCông đoàn')).toEqual([
    ['8h00 ngày 15/3/2027', 'on-date', '2027-03-15'],
    ['7h15 - 7h45', 'unread', null],
  ])
})
