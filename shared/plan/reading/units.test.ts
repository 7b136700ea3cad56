import { describe, expect, test } from 'vitest'
import { expandNumbers, splitUnits } from './units.ts'

describe('a cell of units', () => {
  test.each([
    ['', []],
    ['Trường A; Trường B', ['Trường A', 'Trường B']],
    ['Các trường MN, TH, THCS', ['Các trường MN, TH, THCS']],
    ['Cụm thi đua số 1, 2, 3', ['Cụm thi đua số 1, 2, 3']],
    ['Các phòng, ban thuộc xã', ['Các phòng, ban thuộc xã']],
    ['UBND các xã, phường', ['UBND các xã, phường']],
    ['Văn phòng Sở và các phòng chuyên môn', ['Văn phòng Sở', 'các phòng chuyên môn']],
    ['- Ban Giám đốc - Công đoàn bệnh viện', ['Ban Giám đốc', 'Công đoàn bệnh viện']],
    ['- Phòng Tài chính - Kế toán - Phòng Tổ chức - Cán bộ', ['Phòng Tài chính - Kế toán', 'Phòng Tổ chức - Cán bộ']],
    ['- Công đoàn. - Ban TĐ - KT tỉnh', ['Công đoàn', 'Ban TĐ - KT tỉnh']],
  ])('%j', (text, phrases) => expect(splitUnits(text)).toEqual(phrases))

  test('numbers of one phrase become units of their own', () => {
    expect(expandNumbers('các Cụm thi đua số 4, 5 và 6')).toEqual(['Cụm thi đua số 4', 'Cụm thi đua số 5', 'Cụm thi đua số 6'])
  })
})
