import { describe, expect, test } from 'vitest'
import { type DocumentText, documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { asDoc } from './formats/as-doc.ts'
import { asDocx, type DocxLayout } from './formats/as-docx.ts'
import { asPdf, type PdfLayout } from './formats/as-pdf.ts'
import { comparable, corpusPlans, plans } from './formats/compare.ts'
import { modelOf } from './formats/model.ts'

async function read(bytes: Uint8Array, fileName: string): Promise<DocumentText> {
  const document = await documentText(bytes, fileName)
  if (isDocumentRefusal(document)) throw new Error(document.sentence)
  return document
}

const layouts: readonly DocxLayout[] = ['plain', 'pages', 'merged']
const pdfLayouts: readonly PdfLayout[] = ['ruled', 'aligned']

describe.each(plans)('$name', ({ text }) => {
  const expected = comparable(readPlan(text))

  test.each(layouts)('reads the same from Word, set %s', async (layout) => {
    const document = await read(await asDocx(modelOf(text), layout), 'ke-hoach.docx')
    expect(document).toMatchObject({ format: 'docx', fromOcr: false })
    expect(comparable(readPlan(document.text))).toEqual(expected)
  })

  test.each(pdfLayouts)('reads the same from PDF, table %s', async (layout) => {
    const document = await read(await asPdf(modelOf(text), layout), 'ke-hoach.pdf')
    expect(document).toMatchObject({ format: 'pdf', fromOcr: false })
    expect(comparable(readPlan(document.text))).toEqual(expected)
  })

  test('reads the same from Word 97', async () => {
    const document = await read(asDoc(modelOf(text)), 'ke-hoach.doc')
    expect(document).toMatchObject({ format: 'doc', fromOcr: false })
    expect(comparable(readPlan(document.text))).toEqual(expected)
  })
})

describe('a plan of any body reads the same from a file as from its text', () => {
  test.each(corpusPlans)('$name, from Word in every layout and Word 97', async ({ text }) => {
    const expected = comparable(readPlan(text))
    const model = modelOf(text)
    for (const layout of layouts) {
      const docx = await read(await asDocx(model, layout), 'ke-hoach.docx')
      expect([layout, comparable(readPlan(docx.text))]).toEqual([layout, expected])
    }
    const doc = await read(asDoc(model), 'ke-hoach.doc')
    expect(comparable(readPlan(doc.text))).toEqual(expected)
  })

  test.each(corpusPlans)('$name, from PDF with rules and without', async ({ text }) => {
    for (const layout of pdfLayouts) {
      const pdf = await read(await asPdf(modelOf(text), layout), 'ke-hoach.pdf')
      expect([layout, comparable(readPlan(pdf.text))]).toEqual([layout, comparable(readPlan(text))])
    }
  })
})
