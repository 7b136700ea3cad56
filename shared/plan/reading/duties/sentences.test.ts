import { expect, test } from 'vitest'
import { readPlan } from '../index.ts'

/** What one sentence of a plan lays on somebody, and the first of it. */
const dutiesIn = (sentence: string) =>
  readPlan(
    `LIÊN ĐOÀN LAO ĐỘNG TỈNH HẢI VÂN\nSố: 12/KH-LĐLĐ\nHải Vân, ngày 02 tháng 02 năm 2026\n\nKẾ HOẠCH\nCông tác thi đua năm 2026\n\nII. THỜI GIAN\n\na) ${sentence}\n`,
  ).bodyObligations

function dutyIn(sentence: string) {
  const [duty] = dutiesIn(sentence)
  return duty === undefined ? undefined : [duty.obligors.join(' + '), duty.action, duty.recipient, duty.deadlineText, duty.due.kind]
}

test.each([
  ['Hội đồng Thi đua họp xét vào ngày 28/4/2026.', ['Hội đồng Thi đua', 'họp xét', null, 'vào ngày 28/4/2026', 'on-date']],
  [
    'Các đơn vị báo cáo Ban Chính sách, Pháp luật kết quả trước ngày 15/6/2026.',
    ['Các đơn vị', 'báo cáo kết quả', 'Ban Chính sách, Pháp luật', 'trước ngày 15/6/2026', 'before-date'],
  ],
  [
    'Các trường gửi hồ sơ về Văn phòng trễ nhất ngày 15/3/2026.',
    ['Các trường', 'gửi hồ sơ', 'Văn phòng', 'trễ nhất ngày 15/3/2026', 'by-date'],
  ],
  [
    'Các đơn vị nộp báo cáo về Văn phòng (hạn chót: 15/3/2026).',
    ['Các đơn vị', 'nộp báo cáo', 'Văn phòng', 'hạn chót: 15/3/2026', 'by-date'],
  ],
  [
    'Các đơn vị gửi danh sách về Văn phòng từ ngày 01 đến ngày 10/3/2026.',
    ['Các đơn vị', 'gửi danh sách', 'Văn phòng', 'từ ngày 01 đến ngày 10/3/2026', 'range'],
  ],
  [
    'Các trung tâm nộp danh sách về Văn phòng hạn cuối 12h00 trưa ngày 15/4/2026.',
    ['Các trung tâm', 'nộp danh sách', 'Văn phòng', 'hạn cuối 12h00 trưa ngày 15/4/2026', 'by-date'],
  ],
  [
    'Các trường nộp báo cáo về Văn phòng trước 16h30, thứ Sáu (25/9/2026).',
    ['Các trường', 'nộp báo cáo', 'Văn phòng', 'trước 16h30, thứ Sáu (25/9/2026)', 'before-date'],
  ],
  [
    'Các trường nộp báo cáo về Văn phòng chậm nhất 16h30 ngày thứ Sáu (ngày 25/9/2026), không nhận trễ.',
    ['Các trường', 'nộp báo cáo', 'Văn phòng', 'chậm nhất 16h30 ngày thứ Sáu (ngày 25/9/2026)', 'by-date'],
  ],
  [
    'Các trường nộp báo cáo về Văn phòng trước thứ Sáu (25/9).',
    ['Các trường', 'nộp báo cáo', 'Văn phòng', 'trước thứ Sáu (25/9)', 'before-date'],
  ],
  [
    'Các trường nộp báo cáo về Văn phòng từ ngày 01/5/2026 đến trước ngày 15/5/2026.',
    ['Các trường', 'nộp báo cáo', 'Văn phòng', 'từ ngày 01/5/2026 đến trước ngày 15/5/2026', 'range'],
  ],
  ['Dự kiến ngày 15/3/2026, Hội đồng họp xét sáng kiến.', ['Hội đồng', 'họp xét sáng kiến', null, 'Dự kiến ngày 15/3/2026', 'on-date']],
  ['Các tổ nộp đăng ký thi đua về Văn phòng (hạn 20/9/2026).', ['Các tổ', 'nộp đăng ký thi đua', 'Văn phòng', 'hạn 20/9/2026', 'on-date']],
  [
    'Ban Tài chính gửi dự toán về Phòng Văn hóa, Thể thao trước ngày 15/6/2026.',
    ['Ban Tài chính', 'gửi dự toán', 'Phòng Văn hóa, Thể thao', 'trước ngày 15/6/2026', 'before-date'],
  ],
  [
    'Ban Tài chính gửi dự toán về Văn phòng, Nguyễn Văn An trước ngày 15/6/2026.',
    ['Ban Tài chính', 'gửi dự toán', 'Văn phòng', 'trước ngày 15/6/2026', 'before-date'],
  ],
  [
    'Văn phòng đăng tin về phong trào thi đua, gương điển hình hằng tuần.',
    ['Văn phòng', 'đăng tin về phong trào thi đua, gương điển hình', null, 'hằng tuần', 'recurring'],
  ],
  [
    'Cứ 3 tháng một lần, các đơn vị báo cáo kết quả về Phòng Nội vụ.',
    ['các đơn vị', 'báo cáo kết quả', 'Phòng Nội vụ', 'Cứ 3 tháng một lần', 'recurring'],
  ],
  ['Các tổ họp xét thi đua 6 tháng một lần.', ['Các tổ', 'họp xét thi đua', null, '6 tháng một lần', 'recurring']],
  [
    'Các trường mỗi quý gửi ít nhất 02 tin, bài về Văn phòng.',
    ['Các trường', 'gửi ít nhất 02 tin, bài về Văn phòng', null, 'mỗi quý', 'recurring'],
  ],
  [
    'Các trường gửi báo cáo về Văn phòng trước ngày 05 và 20 hằng tháng.',
    ['Các trường', 'gửi báo cáo', 'Văn phòng', 'trước ngày 05 và 20 hằng tháng', 'recurring'],
  ],
  [
    'Các trường gửi báo cáo về Văn phòng trước 16h30 ngày 25 hằng tháng.',
    ['Các trường', 'gửi báo cáo', 'Văn phòng', 'trước 16h30 ngày 25 hằng tháng', 'recurring'],
  ],
  [
    'Các trường gửi tin về Văn phòng trước 15h00 thứ Năm hằng tuần.',
    ['Các trường', 'gửi tin', 'Văn phòng', 'trước 15h00 thứ Năm hằng tuần', 'recurring'],
  ],
  [
    'Các trường gửi tin về Văn phòng trước 5 giờ chiều thứ Sáu hằng tuần.',
    ['Các trường', 'gửi tin', 'Văn phòng', 'trước 5 giờ chiều thứ Sáu hằng tuần', 'recurring'],
  ],
  [
    'Các trường gửi tin về Văn phòng vào thứ Hai và thứ Năm hằng tuần.',
    ['Các trường', 'gửi tin', 'Văn phòng', 'thứ Hai và thứ Năm hằng tuần', 'recurring'],
  ],
  [
    'Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị, cá nhân nhanh chóng báo cáo về Văn phòng.',
    ['các đơn vị, cá nhân', 'báo cáo vướng mắc', 'Văn phòng', null, 'event-triggered'],
  ],
  [
    'Nếu có khó khăn, các đơn vị phản ánh về Phòng Nội vụ tổng hợp báo cáo Ủy ban.',
    ['các đơn vị', 'phản ánh khó khăn', 'Phòng Nội vụ', null, 'event-triggered'],
  ],
  [
    'Báo cáo tổng kết phong trào. Nộp Văn phòng trước ngày 15/6/2026.',
    ['các đơn vị', 'nộp báo cáo tổng kết phong trào', 'Văn phòng', 'trước ngày 15/6/2026', 'before-date'],
  ],
])('%s', (sentence, duty) => expect(dutyIn(sentence)).toEqual(duty))

test.each([
  'Kinh phí thực hiện được bố trí trong dự toán chi hằng năm.',
  'Thi đua giúp mọi người điều chỉnh hợp lý việc thực hiện nhiệm vụ hàng năm.',
])('what comes round every year asks nobody for anything: %s', (sentence) => expect(dutyIn(sentence)).toBeUndefined())

test.each([
  ['Các phòng nộp hồ sơ trước ngày 10/3, 10/6 và 10/9/2026.', ['2026-03-10', '2026-06-10', '2026-09-10']],
  ['Trước ngày 10/6 và 10/11, các phòng nộp hồ sơ.', ['2026-06-10', '2026-11-10']],
])('each of several days is one: %s', (sentence, days) => expect(dutiesIn(sentence).map(({ due }) => due.to)).toEqual(days))

test('a stretch of days can end at an hour', () =>
  expect(dutyIn('Các bệnh viện, trung tâm y tế nhập kết quả từ ngày 01/10/2026 đến 17 giờ ngày 15/10/2026.')).toEqual([
    'Các bệnh viện, trung tâm y tế',
    'nhập kết quả',
    null,
    'từ ngày 01/10/2026 đến 17 giờ ngày 15/10/2026',
    'range',
  ]))

test.each([
  ['Tháng 3: Hội đồng Thi đua họp xét sáng kiến.', 1],
  ['Các phòng tổ chức tốt hoạt động thi đua trong tháng 11.', 0],
  ['Các phòng đẩy mạnh thi đua trong quý II, quý III.', 0],
])('a month without its year is owed where a schedule begins with it, and described elsewhere: %s', (sentence, count) =>
  expect(dutiesIn(sentence)).toHaveLength(count),
)

test('a day in the middle of dirt is no duty, and the officer sees it', () => {
  const dirt = `Các phòng ${'gửi hồ sơ và báo cáo '.repeat(300)} về Văn phòng trước ngày 15/6/2026.`
  const { bodyObligations, findings } = readPlan(`KẾ HOẠCH\nCông tác thi đua năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n- ${dirt}\n`)
  expect([bodyObligations, findings.some(({ code }) => code === 'body-date')]).toEqual([[], true])
})
