import { describe, expect, test } from 'vitest'
import { readPlan } from './index.ts'

const letterhead = `UBND HUYỆN SUỐI ĐÁ
PHÒNG NỘI VỤ
Số: 17/KH-PNV

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Đá, ngày 12 tháng 01 năm 2027
`
const body = 'Căn cứ Luật Thi đua, khen thưởng;\n\nI. MỤC ĐÍCH\n\nĐẩy mạnh thi đua.\n'

describe('the title goes on behind a blank line', () => {
  test.each([
    ['Tổ chức phong trào thi đua\n\ntrên địa bàn huyện Suối Đá', 'Tổ chức phong trào thi đua trên địa bàn huyện Suối Đá', 2027],
    ['Thi đua dạy tốt, học tốt,\n\nnăm học 2026 - 2027', 'Thi đua dạy tốt, học tốt, năm học 2026 - 2027', undefined],
    [
      'Triển khai thực hiện\n\nChương trình thi đua của\n\nỦy ban nhân dân huyện',
      'Triển khai thực hiện Chương trình thi đua của Ủy ban nhân dân huyện',
      2027,
    ],
    ['Thi đua đợt 2\n\nNăm học: 2026 - 2027', 'Thi đua đợt 2 Năm học: 2026 - 2027', undefined],
    ['Thi đua đợt 2\n\n\n\nNăm 2026 - 2027', 'Thi đua đợt 2 Năm 2026 - 2027', undefined],
    ['Thi đua đợt 2          Năm học 2026 - 2027', 'Thi đua đợt 2 Năm học 2026 - 2027', undefined],
  ])('%j', (written, title, year) => {
    const { header } = readPlan(`${letterhead}\nKẾ HOẠCH\n\n${written}\n\n${body}`)
    expect(header.title).toBe(title)
    expect(header.period).toMatchObject(year === undefined ? { fromYear: 2026, toYear: 2027 } : { year })
  })

  test('and a month in it tells the year', () => {
    const { header } = readPlan(`KẾ HOẠCH\nHoạt động thi đua tháng 11/2026\n\n${body}`)
    expect(header.period).toMatchObject({ year: 2026 })
  })

  test('and ends before a sentence', () => {
    const { header } = readPlan(
      `${letterhead}\nKẾ HOẠCH\n\nCông tác thi đua năm 2027\n\nPhòng Nội vụ xây dựng kế hoạch như sau:\n\n${body}`,
    )
    expect(header.title).toBe('Công tác thi đua năm 2027')
  })
})

test('a title that a site sets over the plan hides no letterhead', () => {
  const { header } = readPlan(`KẾ HOẠCH CÔNG TÁC THI ĐUA\n\n${letterhead}\nKẾ HOẠCH\nCông tác thi đua năm 2027\n\n${body}`)
  expect(header).toMatchObject({
    numberNormalized: '17/KH-PNV',
    date: '2027-01-12',
    issuer: 'Phòng Nội vụ huyện Suối Đá',
    title: 'Công tác thi đua năm 2027',
  })
})

test('a plan without a letterhead keeps its title, also above a form that has one', () => {
  const { header } = readPlan(`KẾ HOẠCH\nCông tác thi đua năm 2027\n\n${body}\nMẪU 1\n\n${letterhead}\nBÁO CÁO\nKết quả thi đua\n`)
  expect(header).toMatchObject({ number: null, title: 'Công tác thi đua năm 2027' })
})

test.each(['CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM', 'CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'])(
  'a motto broken by its column is none of the issuer: %j',
  (motto) => {
    const left = 'ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SUỐI ĐÁ\n-------\n|'
    const { header } = readPlan(
      `${left}\n${motto}\nĐộc lập - Tự do - Hạnh phúc\n|\nSố: 9/KH-UBND\n|\nSuối Đá, ngày 24\ntháng 8 năm 2026\n|\nKẾ HOẠCH\nThi đua năm 2027\n\n${body}`,
    )
    expect(header).toMatchObject({ issuer: 'Ủy ban nhân dân thành phố Suối Đá', date: '2026-08-24' })
  },
)

test('names joined by an ampersand without spaces are two', () => {
  const { header } = readPlan(`${letterhead.replace('NỘI VỤ', 'GIÁO DỤC&ĐÀO TẠO')}\nKẾ HOẠCH\nCông tác thi đua năm 2027\n\n${body}`)
  expect(header.issuer).toBe('Phòng Giáo dục & Đào tạo huyện Suối Đá')
})

test.each([
  ['SỞ GDĐT HÀ NỘI\nVĂN PHÒNG', 'Văn phòng Sở GDĐT Hà Nội', 'Sở GDĐT Hà Nội'],
  ['UBND HUYỆN SUỐI ĐÁ\nVĂN PHÒNG', 'Văn phòng UBND huyện Suối Đá', 'UBND huyện Suối Đá'],
])('the inner office of a body has its name: %j', (left, issuer, superior) => {
  const { header } = readPlan(`${letterhead.replace(/^.*\n.*/, left)}\nKẾ HOẠCH\nThi đua năm 2027\n\n${body}`)
  expect(header).toMatchObject({ issuer, superior })
})

test('what is left of the number is none of the issuer', () => {
  const { header } = readPlan(
    `${letterhead.replace('KH-PNV', 'KH-PNV SUDA.\t Suối Đá, ngày 12 tháng 01 năm 2027')}\nKẾ HOẠCH\nThi đua năm 2027\n\n${body}`,
  )
  expect(header.issuer).toBe('Phòng Nội vụ huyện Suối Đá')
})

test('a draft is read as the plan it will be', () => {
  expect(readPlan(`${letterhead}\n\tDỰ THẢO\tKẾ HOẠCH\nThi đua năm 2027\n\n${body}`)).toMatchObject({
    isPlan: true,
    header: { title: 'Thi đua năm 2027' },
  })
})
