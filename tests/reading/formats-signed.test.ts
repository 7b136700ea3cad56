import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, PDFString, StandardFonts } from 'pdf-lib'
import { expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'

const letters = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf'))

type Drawn = readonly [text: string, x: number, y: number]

const common: readonly Drawn[] = [
  ['UBND HUYỆN SUỐI ĐÁ', 60, 790],
  ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 300, 790],
  ['PHÒNG NỘI VỤ', 60, 774],
  ['Độc lập - Tự do - Hạnh phúc', 330, 774],
  ['KẾ HOẠCH', 260, 700],
  ['Công tác thi đua, khen thưởng năm 2027', 180, 684],
  ['Đẩy mạnh phong trào thi đua yêu nước trong các cơ quan, đơn vị của huyện trong năm.', 60, 640],
]
/** Word lays out what stands on both sides of a gap by itself, or with the spaces between. */
const apart: readonly Drawn[] = [
  ['Số:', 60, 740],
  ['/KH-PNV', 108, 740],
  ['Suối Đá, ngày', 300, 740],
  ['tháng', 400, 740],
  ['năm 2027', 460, 740],
]
const spaced: readonly Drawn[] = [
  ['Số:            /KH-PNV', 60, 740],
  ['Suối Đá, ngày            tháng            năm 2027', 300, 740],
]

type Stamp = readonly [text: string, x0: number, x1: number]

/** A page with signatures over it, as the service that signs documents leaves it. */
async function signed(drawn: readonly Drawn[], stamps: readonly Stamp[]) {
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit)
  const [font, plain] = [await document.embedFont(letters, { subset: true }), await document.embedFont(StandardFonts.Helvetica)]
  const page = document.addPage([595, 842])
  for (const [text, x, y] of [...common, ...drawn]) page.drawText(text, { x, y, size: 11, font })
  const { context } = document
  for (const [text, x0, x1] of stamps) {
    const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, x1 - x0, 18], Resources: { Font: { F: plain.ref } } }
    const appearance = context.register(context.stream(`BT /F 11 Tf 1 4 Td (${text}) Tj ET`, form))
    const field = { Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 4, Rect: [x0, 736, x1, 754], AP: { N: appearance }, P: page.ref }
    const widget = context.register(context.obj({ ...field, T: PDFString.of(text) }))
    page.node.addAnnot(widget)
    document.catalog.getOrCreateAcroForm().addField(widget)
  }
  const read = await documentText(await document.save(), 'signed.pdf')
  if (isDocumentRefusal(read)) throw new Error(read.sentence)
  return readPlan(read.text).header
}

test.each([
  [
    'parts of a line',
    apart,
    [
      ['138', 80, 105],
      ['28', 375, 397],
      ['04', 433, 455],
    ],
  ],
  [
    'spaces of a line',
    spaced,
    [
      ['138', 84, 106],
      ['28', 378, 400],
      ['04', 442, 464],
    ],
  ],
  [
    'parts of a line, the day and the month at once',
    apart,
    [
      ['138', 80, 105],
      ['28                04', 375, 455],
    ],
  ],
] as const)('number and day stamped between the %s are those of the plan', async (_what, drawn, stamps) => {
  expect(await signed(drawn, [])).toMatchObject({ number: null, date: null })
  expect(await signed(drawn, stamps)).toMatchObject({ numberNormalized: '138/KH-PNV', date: '2027-04-28' })
})

test('who signed and when is no text of the plan', async () => {
  expect(await signed(apart, [['28.04.2027 07:40:38', 80, 105]])).toMatchObject({ number: null, date: null })
})
