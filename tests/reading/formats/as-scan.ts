import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { type Matrix, type Operators, rulesOf } from '../../../shared/plan/document/pdf/rules.ts'

const dots_per_point = 300 / 72

GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf'), 'Scan')

/** Every page of a PDF as the picture a scanner at 300 dpi would take of it. */
export async function picturesOf(pdf: Uint8Array): Promise<Buffer[]> {
  const { OPS } = await getResolvedPDFJS()
  const document = await getDocumentProxy(pdf.slice(), { verbosity: 0 })
  const pictures: Buffer[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height, transform } = page.getViewport({ scale: 1 })
    const canvas = createCanvas(Math.round(width * dots_per_point), Math.round(height * dots_per_point))
    const context = canvas.getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = 'black'
    context.scale(dots_per_point, dots_per_point)
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue
      context.font = `${item.height}px Scan`
      context.fillText(item.str, Number(item.transform[4]), height - Number(item.transform[5]))
    }
    const operators = (await page.getOperatorList()) as Operators
    for (const rule of rulesOf(operators, OPS, transform as unknown as Matrix))
      context.fillRect(rule.x0 - 0.25, rule.y0 - 0.25, rule.x1 - rule.x0 + 0.5, rule.y1 - rule.y0 + 0.5)
    pictures.push(canvas.toBuffer('image/jpeg', 90))
  }
  return pictures
}

/** The pictures as a PDF without a text layer. */
export async function asScan(pdf: Uint8Array): Promise<Uint8Array> {
  const scan = await PDFDocument.create()
  for (const picture of await picturesOf(pdf)) {
    const image = await scan.embedJpg(picture)
    const page = scan.addPage([image.width / dots_per_point, image.height / dots_per_point])
    page.drawImage(image, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
  }
  return scan.save()
}
