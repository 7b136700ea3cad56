import { describe, expect, test } from 'vitest'
import { awardOf, awards, nearestAward } from './awards.ts'

describe('an award as units write it', () => {
  test.each([
    ['Lao động tiên tiến', 'Lao động tiên tiến'],
    ['LĐTT', 'Lao động tiên tiến'],
    ['danh hiệu  lao động TIÊN TIẾN', 'Lao động tiên tiến'],
    ['Đạt danh hiệu LĐTT năm học 2020 - 2021', 'Lao động tiên tiến'],
    ['CSTĐCS', 'Chiến sĩ thi đua cơ sở'],
    ['CSTĐ cấp cơ sở', 'Chiến sĩ thi đua cơ sở'],
    ['Chiến sỹ TĐ cơ sở', 'Chiến sĩ thi đua cơ sở'],
    ['chien si thi dua co so', 'Chiến sĩ thi đua cơ sở'],
    ['CSTĐ cấp TP', 'Chiến sĩ thi đua cấp tỉnh, thành phố'],
    ['Chiến sĩ thi đua Thành phố Hà Nội', 'Chiến sĩ thi đua cấp tỉnh, thành phố'],
    ['CSTĐTQ', 'Chiến sĩ thi đua toàn quốc'],
    ['TTLĐTT', 'Tập thể lao động tiên tiến'],
    ['TT LĐXS', 'Tập thể lao động xuất sắc'],
    ['Lao động xuất sắc', 'Tập thể lao động xuất sắc'],
    ['Giấy khen của Giám đốc Sở', 'Giấy khen'],
    ['GK', 'Giấy khen'],
    ['Bằng khen UBND Thành phố', 'Bằng khen'],
    ['BK của TTg CP', 'Bằng khen của Thủ tướng Chính phủ'],
    ['Cờ thi đua của UBND TP', 'Cờ thi đua'],
    ['Cờ thi đua Chính phủ', 'Cờ thi đua của Chính phủ'],
    ['HCLĐ hạng Ba', 'Huân chương Lao động hạng Ba'],
    ['KNC vì sự nghiệp GD', 'Kỷ niệm chương “Vì sự nghiệp Giáo dục”'],
    ['NGƯT', 'Nhà giáo Ưu tú'],
  ])('“%s” is %s', (written, name) => {
    expect(awardOf(written)?.name).toBe(name)
  })

  test.each(['', 'Giáo viên dạy giỏi', 'Hoàn thành xuất sắc nhiệm vụ', 'Chiến sĩ thi đua', 'Lao động tiên tiến xuất sắc', 'TT', '!!!'])(
    '“%s” is none that is known',
    (written) => {
      expect(awardOf(written)).toBeUndefined()
    },
  )

  test('each is known by its own name, and no two share one', () => {
    for (const award of awards) expect(awardOf(award.name)).toBe(award)
  })

  test.each([
    ['Lao động tiên tiền', undefined],
    ['Lao đông tiến tiên', undefined],
    ['Lao động tiên tiếm', 'Lao động tiên tiến'],
    ['Chiến sĩ thi đưa cơ sơr', 'Chiến sĩ thi đua cơ sở'],
    ['Tập thể lao độg xuát săc', 'Tập thể lao động xuất sắc'],
    ['Giáo viên giỏi', undefined],
    ['abc', undefined],
  ])('“%s” may mean %s', (written, name) => {
    // Tones are no letters: what differs by them alone is the award itself, and nothing is left to propose.
    expect(awardOf(written) === undefined ? nearestAward(written)?.name : undefined).toBe(name)
  })
})
