import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastOfMonth, plusDays } from './calendar.ts'
import { hourOf } from './hour.ts'
import { readDeadline } from './index.ts'

const hint = { year: 2025, schoolYear: null, planDate: '2025-01-10' }
const read = (text: string) => readDeadline(text, hint)

describe('each form of deadline', () => {
  test.each([
    ['Trước ngày 25/3/2025', 'before-date', undefined, '2025-03-25'],
    ['Trước ngày  05 / 3/2025', 'before-date', undefined, '2025-03-05'],
    ['Trước thứ Năm (5/6/2025)', 'before-date', undefined, '2025-06-05'],
    ['Trước 17h00 ngày 5/6/2025', 'before-date', undefined, '2025-06-05'],
    ['Xong trước 30/5/2025', 'before-date', undefined, '2025-05-30'],
    ['Trước ngày 25/3', 'before-date', undefined, '2025-03-25'],
    ['Chậm nhất ngày 05 tháng 4 năm 2025', 'by-date', undefined, '2025-04-05'],
    ['Đến hết ngày 30/6/2025', 'by-date', undefined, '2025-06-30'],
    ['Ngày 15/01/2025', 'on-date', '2025-01-15', '2025-01-15'],
    ['- Từ ngày 25/6/2025 đến ngày 05/7/2025', 'range', '2025-06-25', '2025-07-05'],
    ['Từ ngày 10/12 đến ngày 15/01/2026', 'range', '2025-12-10', '2026-01-15'],
    ['Từ 01/5/2025 đến trước ngày 15/5/2025', 'range', '2025-05-01', '2025-05-15'],
    ['Từ 01 đến trước 15/5/2025', 'range', '2025-05-01', '2025-05-15'],
    ['Từ 05 đến 15/6/2025', 'range', '2025-06-05', '2025-06-15'],
    ['Tuần 9: Từ ngày 24/2/2025 đến ngày 01/3/2025', 'range', '2025-02-24', '2025-03-01'],
    ['Tuần 10 (03/3/2025 đến 08/3/2025)', 'range', '2025-03-03', '2025-03-08'],
    ['Từ tháng 3 đến tháng 5/2025', 'range', '2025-03-01', '2025-05-31'],
    ['Trước tháng 12/2025', 'before-month', undefined, '2025-12-01'],
    ['Tháng 02/2024', 'whole-month', '2024-02-01', '2024-02-29'],
    ['Tháng 4,5/2025', 'month-list', '2025-04-01', '2025-05-31'],
    ['Tháng 9 và tháng 11/2025', 'month-list', '2025-09-01', '2025-11-30'],
    ['Đầu tháng 5/2025', 'month-part', '2025-05-01', '2025-05-10'],
    ['Tuần 2 tháng 5/2025', 'month-part', '2025-05-08', '2025-05-14'],
    ['Quý I, II/2025', 'quarter', '2025-01-01', '2025-06-30'],
    ['6 tháng đầu năm 2025', 'range', '2025-01-01', '2025-06-30'],
    ['Trong học kỳ 2 năm học 2024 - 2025', 'semester', null, null],
    ['Đến năm 2030', 'target-year', '2025-01-01', '2030-12-31'],
    ['Quý I và quý III', 'month-list', '2025-01-01', '2025-09-30'],
    ['Thứ Bảy, 15/11', 'on-date', '2025-11-15', '2025-11-15'],
    ['Tháng 7 (tuần cuối)', 'month-part', '2025-07-25', '2025-07-31'],
    ['Tuần 3, 4 tháng 9/2025', 'month-part', '2025-09-15', '2025-09-30'],
    ['T5/2025', 'whole-month', '2025-05-01', '2025-05-31'],
    ['Cuối T6/2025', 'month-part', '2025-06-21', '2025-06-30'],
    ['Tháng 5/2025 - 7/2025', 'range', '2025-05-01', '2025-07-31'],
    ['Tháng 12/2025 - 01/2026', 'range', '2025-12-01', '2026-01-31'],
    ['Tháng 10 hoặc tháng 11/2025', 'month-list', '2025-10-01', '2025-11-30'],
    ['Tuần lễ từ 18/5 đến 22/5/2025', 'range', '2025-05-18', '2025-05-22'],
    ['05/9 → 20/11/2025', 'range', '2025-09-05', '2025-11-20'],
    ['05 - 4 - 2025', 'on-date', '2025-04-05', '2025-04-05'],
    ['Ngay sau khi họp Hội đồng, chậm nhất 10/12/2025', 'by-date', undefined, '2025-12-10'],
    ['Trước khi kết thúc quý IV/2025', 'quarter', '2025-10-01', '2025-12-31'],
    ['Trước ngày 03 của tháng sau', 'recurring', null, null],
    ['Trước ngày cuối cùng của mỗi quý', 'recurring', null, null],
    ['Từ nay đến 30/6/2025', 'by-date', undefined, '2025-06-30'],
    ['Hàng tháng', 'recurring', '2025-01-01', '2025-12-31'],
    ['Trước ngày 20/11 hàng năm', 'recurring', null, null],
    ['Cứ 3 tháng một lần', 'recurring', '2025-01-01', '2025-12-31'],
    ['Trước quý III/2025', 'before-month', undefined, '2025-07-01'],
    ['Trước năm 2026', 'before-month', undefined, '2026-01-01'],
    ['Sáu tháng đầu năm 2025', 'range', '2025-01-01', '2025-06-30'],
    ['Tháng 3 + 4/2025', 'month-list', '2025-03-01', '2025-04-30'],
    ['Trễ nhất là ngày 15/3/2025', 'by-date', undefined, '2025-03-15'],
    ['Tới hết ngày 15/3/2025', 'by-date', undefined, '2025-03-15'],
    ['Nộp về Phòng trước ngày 15/3/2025', 'before-date', undefined, '2025-03-15'],
    ['Kết thúc trước 15/3/2025', 'before-date', undefined, '2025-03-15'],
    ['Trước 17 giờ, thứ Sáu, ngày 14/3/2025', 'before-date', undefined, '2025-03-14'],
    ['Từ 9/2024 đến 5/2025', 'range', '2024-09-01', '2025-05-31'],
    ['Tháng 9/2024 đến tháng 5/2025', 'range', '2024-09-01', '2025-05-31'],
    ['Trong suốt năm học', 'school-year', null, null],
    ['Quanh năm', 'continuous', '2025-01-01', '2025-12-31'],
    ['Dự kiến: 15/3/2025', 'on-date', '2025-03-15', '2025-03-15'],
    ['(dự kiến ngày 15/3/2025)', 'on-date', '2025-03-15', '2025-03-15'],
    ['(Dự kiến) Tháng 3/2025', 'whole-month', '2025-03-01', '2025-03-31'],
    ['Tháng 3/2024 (dự kiến ngày 15/3)', 'on-date', '2024-03-15', '2024-03-15'],
    ['Tháng 3/2025 (dự kiến ngày 15)', 'on-date', '2025-03-15', '2025-03-15'],
    ['Quý II/2025 (dự kiến tháng 5)', 'whole-month', '2025-05-01', '2025-05-31'],
    ['Thường xuyên', 'continuous', '2025-01-01', '2025-12-31'],
    ['Từ tháng 9/2025 trở đi', 'continuous', '2025-09-01', '2025-12-31'],
    ['Tháng 10/2025 trở đi', 'continuous', '2025-10-01', '2025-12-31'],
    ['Trong vòng 10 ngày làm việc kể từ ngày nhận hồ sơ', 'duration', null, null],
    ['Sau khi hoàn thành nhiệm vụ 5', 'relative', null, null],
    ['Theo hướng dẫn của cấp trên', 'event-triggered', null, null],
    ['', 'missing', null, null],
  ])('%j is %s', (text, kind, from, to) => {
    const { kind: k, from: f, to: t } = read(text)
    expect([k, f, t]).toEqual([kind, from, to])
  })

  test('a window that ends before a day is as doubtful about its last day as "trước ngày"', () => {
    expect(read('Từ 01/5/2025 đến trước ngày 15/5/2025')).toMatchObject({
      toBound: 'exclusive',
      strictLastDate: '2025-05-14',
      strictInstant: '2025-05-15T00:00:00+07:00',
      lenientInstant: '2025-05-16T00:00:00+07:00',
    })
  })

  test.each([
    'Dịp kỷ niệm 20/11',
    'Kỷ niệm (19/12/1946 - 19/12/2021)',
    'Trước ngày 31/02/2025',
    'Từ ngày 05/6/2025 đến ngày',
    'Trước ngày 2/3/2025, trước ngày 2/8/2025',
    'Sáng',
    'Từ 15/3',
    'Ngày 15 tháng 3, 6, 9, 12',
    '05 - 10',
    '27/3 đến hết năm học',
    '05/9/2025 - Tết Nguyên đán',
    'Tháng 3 hoặc 15/4',
    'Trong tháng 4 (trước ngày 25)',
    'Trước ngày 15 hàng tháng; riêng tháng 12 trước ngày 10/12',
    'Tháng 4/2025 (từ ngày 10 đến ngày 15)',
    'Tháng 4/2025 (dự kiến ngày 15/5)',
    'Đầu tháng 3 đến giữa tháng 4/2025',
    'Tháng 12/2025 - Quý I/2026',
    'Trước ngày …/…/2025',
    'Ngày 10/3 âm lịch',
    'Ngày 10/3 (Âm lịch, tức ngày 07/4/2025)',
    'Mỗi tháng ít nhất 3 lần',
    'Mỗi năm 5 lần',
  ])('%j is not read rather than guessed', (text) => expect(read(text)).toMatchObject({ kind: 'unread' }))
})

describe('how often it comes round', () => {
  test.each([
    'Ngày 45 hàng tháng',
    'Ngày 05 và 32 hàng tháng',
    'Ngày 30/2 hàng năm',
    'Ngày 40 tháng cuối quý',
    'Trước 25h ngày 20 hàng tháng',
  ])('%j names a day or an hour that never is', (text) => expect(read(text)).toMatchObject({ kind: 'unread', flag: 'NO_SUCH_DATE' }))

  test('24:00 ends the day itself', () =>
    expect(read('Trước 24h00 ngày 20 hàng tháng')).toMatchObject({ rrule: ['FREQ=MONTHLY;BYMONTHDAY=20'], toBound: 'inclusive' }))

  test('a day that comes round behind one that does not is asked about', () =>
    expect(read('Trước ngày 25/3 và 20 hàng tháng')).toMatchObject({ kind: 'unread', flag: 'SEVERAL_DATES' }))

  test.each([
    ['Cứ 3 tháng một lần', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Ba tháng một lần', 'FREQ=MONTHLY;INTERVAL=3'],
    ['6 tháng một lần', 'FREQ=MONTHLY;INTERVAL=6'],
    ['Sáu tháng một lần', 'FREQ=MONTHLY;INTERVAL=6'],
    ['Định kỳ 03 tháng/lần', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Định kỳ 3 tháng', 'FREQ=MONTHLY;INTERVAL=3'],
    ['02 tuần/01 lần', 'FREQ=WEEKLY;INTERVAL=2'],
    ['Hai năm một lần', 'FREQ=YEARLY;INTERVAL=2'],
    ['Mỗi tháng một lần', 'FREQ=MONTHLY'],
    ['01 lần/quý', 'FREQ=MONTHLY;INTERVAL=3'],
    ['02 lần/năm', 'FREQ=MONTHLY;INTERVAL=6'],
    ['Mỗi năm hai lần', 'FREQ=MONTHLY;INTERVAL=6'],
    ['Năm 1 lần', 'FREQ=YEARLY'],
    ['Hàng tháng (trước ngày 25)', 'FREQ=MONTHLY;BYMONTHDAY=25'],
    ['Hàng tháng (chậm nhất ngày 05)', 'FREQ=MONTHLY;BYMONTHDAY=5'],
    ['Thứ Bảy hàng tuần', 'FREQ=WEEKLY;BYDAY=SA'],
    ['Thứ 2 hàng tuần', 'FREQ=WEEKLY;BYDAY=MO'],
    ['Chủ nhật hàng tuần', 'FREQ=WEEKLY;BYDAY=SU'],
    ['Thứ Hai và thứ Năm hàng tuần', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['15h00 thứ Năm hàng tuần', 'FREQ=WEEKLY;BYDAY=TH;BYHOUR=15;BYMINUTE=0'],
    ['5 giờ chiều thứ Sáu hàng tuần', 'FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=0'],
    ['Ngày 05 và 20 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=5,20'],
    ['Trước ngày 05, ngày 20 hàng tháng', 'FREQ=MONTHLY;BYMONTHDAY=5,20'],
    ['Trước 16h30 ngày 20 hàng tháng', 'FREQ=MONTHLY;BYMONTHDAY=20;BYHOUR=16;BYMINUTE=30'],
    ['Trước 16h30 ngày 20/11 hàng năm', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20;BYHOUR=16;BYMINUTE=30'],
    ['Ngày 29/2 hàng năm', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ])('%j is %s', (text, rule) => expect(read(text)).toMatchObject({ kind: 'recurring', rrule: [rule] }))

  test.each(['Hàng tháng (trước ngày 25/3)', 'Hàng tháng (trước ngày 25, riêng tháng 12 trước ngày 10)'])(
    'a second day in the bracket behind "every month" is asked about: %s',
    (text) => expect(read(text)).toMatchObject({ kind: 'unread', flag: 'SEVERAL_DATES' }),
  )
})

describe('the two readings of "trước ngày"', () => {
  test('strict ends the day before, lenient at the end of the written day, in Asia/Ho_Chi_Minh', () => {
    expect(read('Trước ngày 01/3/2024')).toMatchObject({
      strictLastDate: '2024-02-29',
      strictInstant: '2024-03-01T00:00:00+07:00',
      lenientInstant: '2024-03-02T00:00:00+07:00',
    })
  })
})

describe('the hour at which the last day ends', () => {
  test.each([
    ['Trước 17h00 ngày 15/3/2025', '17:00'],
    ['Trước 16 giờ 30 phút ngày 15/3/2025', '16:30'],
    ['Chậm nhất 9h ngày 15/3/2025', '09:00'],
    ['Chậm nhất ngày 15/3/2025, trước 17:00', '17:00'],
    ['Trước ngày 15/3/2025 (17h00)', '17:00'],
    ['Trước 16h30, thứ Bảy (15/3/2025)', '16:30'],
    ['Trước 5 giờ chiều ngày 15/3/2025', '17:00'],
    ['Từ 8h00 ngày 10/3/2025 đến 17h00 ngày 15/3/2025', '17:00'],
  ])('%j ends at %s, whatever the bound', (text, toTime) => {
    const instant = `2025-03-15T${toTime}:00+07:00`
    const due = read(text)
    expect(hourOf(due)).toBe(toTime)
    expect(due).toMatchObject({
      to: '2025-03-15',
      strictLastDate: '2025-03-15',
      strictInstant: instant,
      lenientInstant: instant,
    })
  })

  test.each([
    ['Từ 8h00 ngày 10/3/2025 đến ngày 15/3/2025', 'begins at it'],
    ['7h30 ngày 15/3/2025', 'begins at it'],
    ['Trước 25h ngày 15/3/2025', 'is none'],
    ['Trước 0h ngày 15/3/2025', 'is the end of the day before'],
    ['Trước ngày 15/3/2025', 'names none'],
  ])('%j %s', (text) => {
    const due = read(text)
    expect([due.to, hourOf(due)]).toEqual(['2025-03-15', undefined])
  })

  test('"24 giờ" takes in the whole day', () => {
    expect(read('Trước 24h00 ngày 15/3/2025')).toMatchObject({
      toBound: 'inclusive',
      strictLastDate: '2025-03-15',
      lenientInstant: '2025-03-16T00:00:00+07:00',
    })
  })
})

const anyDate = fc.integer({ min: 0, max: 15_000 }).map((days) => plusDays('2010-01-01', days))
const written = (date: string) => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}/${date.slice(0, 4)}`

describe('for every date', () => {
  test('what is written is what is read', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(read(`Trước ngày ${written(date)}`).to).toBe(date)
      }),
    )
  })
  test('a range keeps both ends, and turned round is not read', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 200 }), (from, days) => {
        const to = plusDays(from, days)
        expect(read(`Từ ngày ${written(from)} đến ngày ${written(to)}`)).toMatchObject({ kind: 'range', from, to })
        expect(read(`Từ ngày ${written(to)} đến ngày ${written(from)}`).kind).toBe('unread')
      }),
    )
  })
  test('a month ends on its last day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        expect(read(`Tháng ${m}/${y}`).to).toBe(lastOfMonth(y, m))
      }),
    )
  })
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(read(text).kind).toBeTypeOf('string')
      }),
    )
  })
})
