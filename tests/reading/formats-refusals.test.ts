import { Document, Packer, Paragraph } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { DOCUMENT_BYTES_MAX, DOCUMENT_PAGES_MAX, PART_BYTES_MAX } from '../../shared/plan/document/limits.ts'
import { pngOf } from '../../shared/plan/document/ocr/raster.ts'
import { assemble } from './formats/as-doc.ts'

async function refusal(bytes: Uint8Array, fileName: string) {
  const read = await documentText(bytes, fileName)
  return isDocumentRefusal(read) ? read : undefined
}

const docx = async () => new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('KẾ HOẠCH')] }] })))
const zipOf = (files: Readonly<Record<string, Uint8Array>>) => zipSync(files, { level: 1 })
const document = (inner: string) =>
  strToU8(
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`,
  )

async function pdfOf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < pages; i++) pdf.addPage([100, 100])
  return pdf.save()
}

/** RC4 by the standard handler with a password nobody gave. */
const lockedPdf = strToU8(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]/Size 5>>
%%EOF`)

const cases: readonly (readonly [code: string, name: string, make: () => Promise<Uint8Array> | Uint8Array])[] = [
  ['empty', 'rong.docx', () => new Uint8Array()],
  ['empty', 'trang.txt', () => strToU8('  \n\n ')],
  ['empty', 'trang.docx', () => zipOf({ 'word/document.xml': document('<w:p/>') })],
  ['too-large', 'to.pdf', () => new Uint8Array(DOCUMENT_BYTES_MAX + 1)],
  ['too-many-pages', 'dai.pdf', () => pdfOf(DOCUMENT_PAGES_MAX + 1)],
  [
    'too-many-pages',
    'dai.docx',
    () => zipOf({ 'word/document.xml': document('<w:p/>'), 'docProps/app.xml': strToU8('<Properties><Pages>201</Pages></Properties>') }),
  ],
  ['wrong-type', 'bang.xlsx', () => zipOf({ 'xl/workbook.xml': strToU8('<workbook/>') })],
  ['wrong-type', 'ke-hoach.docx', () => new Uint8Array([0x4d, 0x5a, 0, 0, 3, 0, 0, 0])],
  ['wrong-type', 'trang.html', () => strToU8('<!DOCTYPE html><html><body>KẾ HOẠCH</body></html>')],
  ['unreadable', 'hong.docx', async () => (await docx()).slice(0, 900)],
  ['unreadable', 'hong.pdf', () => strToU8('%PDF-1.7\nkhông phải')],
  ['unreadable', 'anh-cut.png', () => pngOf(new Uint8Array(40_000).fill(255), 200, 200).slice(0, 60)],
  ['unreadable', 'hong-xml.docx', () => zipOf({ 'word/document.xml': strToU8('<w:document><w:body>') })],
  [
    'unreadable',
    'ty-tieng-cuoi.docx',
    () => zipOf({ 'word/document.xml': strToU8('<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><d>&b;</d>') }),
  ],
  ['encrypted', 'khoa.pdf', () => lockedPdf],
  ['encrypted', 'khoa.doc', () => assemble({ text: 'KẾ HOẠCH\r', rowEnds: [0] }, 0x03_00)],
  ['macros', 'macro.docm', () => zipOf({ 'word/document.xml': document('<w:p/>'), 'word/vbaProject.bin': new Uint8Array(8) })],
  ['macros', 'macro.doc', () => assemble({ text: 'KẾ HOẠCH\r', rowEnds: [0] }, 0x02_00, true)],
  ['zip-bomb', 'bom.docx', () => zipOf({ 'word/document.xml': new Uint8Array(PART_BYTES_MAX + 1) })],
  ['zip-bomb', 'bom-anh.docx', () => zipOf({ 'word/document.xml': document('<w:p/>'), 'word/media/a.bmp': new Uint8Array(60_000_000) })],
  ['unknown-encoding', 'ma-la.txt', () => new Uint8Array(Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? 0xb9 : 0x61)))],
  ['legacy-font', 'tcvn3.txt', () => strToU8('Thùc hiÖn kÕ ho¹ch c«ng t¸c thi ®ua, khen th­ëng cña ngµnh gi¸o dôc vµ ®µo t¹o. '.repeat(20))],
]

describe('a document that cannot be read is refused with one sentence', () => {
  test.each(cases)('%s: %s', async (code, fileName, make) => {
    const refused = await refusal(await make(), fileName)
    expect(refused?.code).toBe(code)
    expect(refused?.sentence).toContain(fileName)
    expect(refused?.sentence).not.toMatch(/[{}…]/)
  })
})

describe('a text file is decoded whatever table wrote it', () => {
  const plan = 'KẾ HOẠCH\nCông tác thi đua của các trường trong năm 2026 và ngày hội\n'

  test.each([
    ['UTF-8', Buffer.from(plan)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${plan}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${plan}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(plan, 'utf16le')],
  ])('%s', async (_, bytes) => expect(await documentText(bytes, 'a.txt')).toMatchObject({ text: plan, format: 'text' }))

  test('Windows-1258, tones written apart', async () => {
    const letters: Readonly<Record<string, number>> = {
      '\u0300': 0xcc,
      '\u0309': 0xd2,
      '\u0303': 0xde,
      '\u0301': 0xec,
      '\u0323': 0xf2,
      ă: 0xe3,
      â: 0xe2,
      ê: 0xea,
      ô: 0xf4,
      ơ: 0xf5,
      ư: 0xfd,
      đ: 0xf0,
      Ê: 0xca,
    }
    const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
    const apart = [...plan].map((c) => {
      const d = c.normalize('NFD')
      return d.replace(tones, '').normalize('NFC') + (d.match(tones)?.join('') ?? '')
    })
    const bytes = Uint8Array.from(apart.join(''), (c) => letters[c] ?? c.charCodeAt(0))
    const read = await documentText(bytes, 'a.txt')
    expect('text' in read && read.text.normalize('NFC')).toBe(plan)
  })
})
