import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { asPdf } from './formats/as-pdf.ts'
import { asOfficeScan, asScan, blackAndWhite, emptyFax } from './formats/as-scan.ts'
import { modelOf } from './formats/model.ts'

const text = readFileSync(join(import.meta.dirname, 'corpus/xa-2025.txt'), 'utf8')
const RECOGNITION_MS_MAX = 240_000
/** Recognition misses a date here and there; what it misses is a finding. */
const DEADLINES_WRONG_MAX = 2

describe('a scanned plan without a text layer', () => {
  test('is recognised on this machine and says that it was', { timeout: RECOGNITION_MS_MAX }, async () => {
    const document = await documentText(await asScan(await asPdf(modelOf(text), 'ruled')), 'quet.pdf')
    if (isDocumentRefusal(document)) throw new Error(document.sentence)
    expect(document).toMatchObject({ format: 'pdf', pages: 2, fromOcr: true })
    expect(document.ocrConfidence).toBeGreaterThan(0.8)
    const [read, paper] = [readPlan(document.text), readPlan(text)]
    expect(read.header).toMatchObject({
      issuer: paper.header.issuer,
      date: paper.header.date,
      numberNormalized: paper.header.numberNormalized,
    })
    expect(read.tasks).toHaveLength(paper.tasks.length)
    const wrong = paper.tasks.filter((task, i) => task.due.to !== read.tasks[i]?.due.to || task.due.kind !== read.tasks[i]?.due.kind)
    expect(wrong.length).toBeLessThanOrEqual(DEADLINES_WRONG_MAX)
  })
})

const short = `UBND HUYỆN SUỐI ĐÁ
PHÒNG NỘI VỤ
Số: 17/KH-PNV

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Đá, ngày 12 tháng 01 năm 2027

KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2027

I. MỤC ĐÍCH

Đẩy mạnh phong trào thi đua yêu nước trong các cơ quan, đơn vị của huyện.

Nơi nhận:
- UBND các xã;
- Lưu: VT.

TRƯỞNG PHÒNG
Lê Thị Mẫu
`

describe('a black and white scan, as the machines of offices make it', () => {
  test('is recognised, also below a text layer of an engine that knows no Vietnamese', { timeout: RECOGNITION_MS_MAX }, async () => {
    const pictures = await blackAndWhite(await asPdf(modelOf(short), 'ruled'))
    const layer = 'KE HOACH Cling tac thi clua, khen thtrong narn 2027. Day manh phong trao thi dua yeu ntroc. '.repeat(8)
    const document = await documentText(await asOfficeScan(pictures, layer), 'quet.pdf')
    if (isDocumentRefusal(document)) throw new Error(document.sentence)
    expect(document).toMatchObject({ format: 'pdf', fromOcr: true })
    expect(readPlan(document.text).header).toMatchObject({ date: '2027-01-12', title: 'Công tác thi đua, khen thưởng năm 2027' })
  })

  test('coded as a fax is looked at, and refused only for what is not on it', { timeout: RECOGNITION_MS_MAX }, async () => {
    expect(await documentText(await asOfficeScan([emptyFax()]), 'fax.pdf')).toMatchObject({ refused: true, code: 'scan-unreadable' })
  })
})
