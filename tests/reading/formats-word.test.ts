import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { asDoc } from './formats/as-doc.ts'
import { comparable } from './formats/compare.ts'
import { modelOf, type Part } from './formats/model.ts'

const word = (inner: string) => `<w:hdr xmlns:w="w" xmlns:mc="mc">${inner}</w:hdr>`
const part = (name: string, inner: string) => strToU8(word(inner).replaceAll('w:hdr', name))

async function textOf(body: string, parts: Readonly<Record<string, Uint8Array>> = {}): Promise<string> {
  const bytes = zipSync({ 'word/document.xml': part('w:document', `<w:body>${body}</w:body>`), ...parts })
  const read = await documentText(bytes, 'a.docx')
  if (isDocumentRefusal(read)) throw new Error(read.code)
  return read.text.replace(/\n$/, '')
}

const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (inner: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`

test('changes are taken as accepted, a deleted paragraph end joins two paragraphs', async () => {
  const body =
    paragraph(`${run('Trước ngày ')}<w:del><w:r><w:delText>20/3</w:delText></w:r></w:del><w:ins>${run('25/3')}</w:ins>`) +
    paragraph(run('Gửi về '), '<w:rPr><w:del/></w:rPr>') +
    paragraph(`${run('Văn phòng')}<w:moveFrom>${run(' Sở')}</w:moveFrom>`)
  expect(await textOf(body)).toBe('Trước ngày 25/3\n\nGửi về Văn phòng')
})

test('notes, hidden text, field codes and the second rendering of a drawing are left away; capitals are as printed', async () => {
  const body =
    paragraph(`${run('kế hoạch', '<w:caps/>')}<w:r><w:footnoteReference w:id="1"/></w:r>${run('ẩn', '<w:vanish/>')}`) +
    paragraph(
      `<w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice>${run('một')}</mc:Choice><mc:Fallback>${run('hai')}</mc:Fallback></mc:AlternateContent>`,
    )
  expect(await textOf(body)).toBe('KẾ HOẠCH\n\nmột')
})

test('numbers of lists are written out: formats, levels, restarts, styles', async () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = part(
    'w:numbering',
    `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'lowerLetter', '%3)')}</w:abstractNum>
     <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
     <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  )
  const styles = part(
    'w:styles',
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
  )
  const listed = (text: string, at: number, numId = 1) =>
    paragraph(run(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${numId}"/></w:numPr>`)
  const body =
    paragraph(run('Mục đích'), '<w:pStyle w:val="Muc"/>') +
    listed('Một', 1) +
    listed('Hai', 1) +
    listed('Ý', 2) +
    listed('Yêu cầu', 0) +
    listed('Ba', 1) +
    listed('Lại từ đầu', 0, 2)
  expect(await textOf(body, { 'word/numbering.xml': numbering, 'word/styles.xml': styles })).toBe(
    ['I. Mục đích', '1. Một', '2. Hai', 'a) Ý', 'II. Yêu cầu', '1. Ba', 'I. Lại từ đầu'].join('\n\n'),
  )
})

test('cells whose edges Word has shifted by a hair still stand under their headings, merged ones fill down, a deleted row is gone', async () => {
  const body = `<w:tbl>${[
    row(cell('TT'), cell('Nội dung', '<w:gridSpan w:val="2"/>'), cell('Đơn vị thực hiện', '<w:gridSpan w:val="2"/>'), cell('Thời gian')),
    row(
      cell('1'),
      cell('Họp'),
      cell('Văn phòng', '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'),
      cell('Tháng 3/2026', '<w:gridSpan w:val="2"/>'),
    ),
    `<w:tr><w:trPr><w:del/></w:trPr>${cell('x')}</w:tr>`,
    row(cell('2'), cell('Báo cáo'), cell('', '<w:gridSpan w:val="2"/><w:vMerge/>'), cell('Tháng 4/2026', '<w:gridSpan w:val="2"/>')),
    row(cell('Quý II', '<w:gridSpan w:val="6"/>')),
  ].join('')}</w:tbl>`
  expect(await textOf(body)).toBe(
    [
      'TT\tNội dung\tĐơn vị thực hiện\tThời gian',
      '1\tHọp\tVăn phòng\tTháng 3/2026',
      '2\tBáo cáo\tVăn phòng\tTháng 4/2026',
      'Quý II\t\t\t',
    ].join('\n'),
  )
})

/** Word 97 ends a paragraph with a carriage return, also inside a cell. */
function inParagraphs(part: Part): Part {
  if (!('table' in part)) return part
  const broken = (cell: string) => cell.replace(/(?<=^\S+ \S+) /u, '\r')
  return { table: { ...part.table, rows: part.table.rows.map((one) => ('group' in one ? one : { cells: one.cells.map(broken) })) } }
}

test.each(['xa-2025.txt', 'tabs-2024.txt'])('Word 97 keeps the rows of %s whose cells have several paragraphs', async (name) => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', name), 'utf8')
  const model = modelOf(text)
  const document = await documentText(
    asDoc({ ...model, body: model.body.map(inParagraphs), appendix: model.appendix.map(inParagraphs) }),
    'ke-hoach.doc',
  )
  if (isDocumentRefusal(document)) throw new Error(document.code)
  expect(document.text).not.toMatch(/\t[^\t\n]+\n[^\t\n]+\t/u)
  expect(comparable(readPlan(document.text))).toEqual(comparable(readPlan(text)))
})
