import { expect, test } from 'vitest'
import { readPlan } from '../index.ts'
import { rowNames } from '../row-names.ts'

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

test('a date that a line break cuts leads the row below it, where no row is numbered', () => {
  expect(
    read(
      'Tháng 2/2027\tKý giao ước thi đua\tCác xã',
      'Tháng',
      '3, 4/2027\tPhát động thi đua\tCông đoàn',
      'Cuối tháng',
      '5/2027\tChấm điểm thi đua\tVăn phòng',
    ),
  ).toEqual([
    ['Tháng 2/2027', 'whole-month', '2027-02-28'],
    ['Tháng 3, 4/2027', 'month-list', '2027-04-30'],
    ['Cuối tháng 5/2027', 'month-part', '2027-05-31'],
  ])
})

test('a row between bars that breaks in two of its cells keeps each cell in its column', () => {
  const plan = `PHÒNG NỘI VỤ
Số: 17/KH-PNV

KẾ HOẠCH
Thi đua năm 2027

II. NỘI DUNG

| TT | Thời gian | Nội dung | Đơn vị thực hiện | Kết quả |
|---|---|---|---|---|
| 1 | Trước ngày 15/3/2027 | Ký giao ước thi đua | Các xã | Bản giao ước |
| 2 | Trong vòng 05 ngày làm việc
kể từ ngày họp Hội đồng | Công khai kết quả xét, tiếp nhận ý
kiến | Văn phòng | Thông báo |
| 3 | Trước ngày 20/5/2027 | Chấm điểm thi đua | Công đoàn | Biên bản |
`
  expect(readPlan(plan).tasks.map(({ deadlineText, content, executingText }) => [deadlineText, content, executingText])).toEqual([
    ['Trước ngày 15/3/2027', 'Ký giao ước thi đua', 'Các xã'],
    ['Trong vòng 05 ngày làm việc kể từ ngày họp Hội đồng', 'Công khai kết quả xét, tiếp nhận ý kiến', 'Văn phòng'],
    ['Trước ngày 20/5/2027', 'Chấm điểm thi đua', 'Công đoàn'],
  ])
})

test('a form below the table of tasks refers to another document, and to no wrong date of this one', () => {
  const plan = `PHÒNG NỘI VỤ
Số: 17/KH-PNV
Suối Đá, ngày 12 tháng 01 năm 2027

KẾ HOẠCH
Thi đua năm 2027

II. NỘI DUNG

TT\tNội dung\tĐơn vị thực hiện\tThời gian
1\tKý giao ước thi đua\tCác xã\tTrước ngày 15/3/2027

PHỤ LỤC 2
(Kèm theo Công văn số 172/CV-PNV ngày 30 tháng 7 năm 2019)
`
  const { tasks, findings, appendix } = readPlan(plan)
  expect(tasks).toHaveLength(1)
  expect(appendix).toMatchObject({ reference: null })
  expect(findings.filter(({ code }) => code.startsWith('reference'))).toEqual([])
})

test('a row put in behind another bears its number and a letter, and is no part of it', () => {
  const { tasks } = readPlan(
    `PHÒNG NỘI VỤ\nSố: 17/KH-PNV\n\nKẾ HOẠCH\nThi đua năm 2027\n\nPHỤ LỤC\n\nTT\tNội dung\tĐơn vị thực hiện\tThời gian\n${[
      '7\tGửi hồ sơ khen thưởng\tCác xã\tTrước ngày 15/5/2027',
      '7a\tGửi hồ sơ chuyên đề\tCác xã\tTrước ngày 20/5/2027',
      '8\tHọp xét thi đua\tVăn phòng\tTháng 6/2027',
    ].join('\n')}\n`,
  )
  expect(rowNames(tasks)).toEqual(['7', '7a', '8'])
  expect(tasks.map(({ due }) => due.to)).toEqual(['2027-05-15', '2027-05-20', '2027-06-30'])
})
