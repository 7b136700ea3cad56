import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { concatTransformationMatrix, drawObject, PDFDocument, popGraphicsState, pushGraphicsState } from 'pdf-lib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { type Matrix, type Operators, rulesOf } from '../../../shared/plan/document/pdf/rules.ts'

const DOTS_PER_POINT = 300 / 72

GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf'), 'Scan')

/** Every page of a PDF as the picture a scanner at 300 dpi would take of it. */
export async function picturesOf(pdf: Uint8Array): Promise<Buffer[]> {
  return (await canvasesOf(pdf)).map((canvas) => canvas.toBuffer('image/jpeg', 90))
}

async function canvasesOf(pdf: Uint8Array): Promise<Canvas[]> {
  const { OPS } = await getResolvedPDFJS()
  const document = await getDocumentProxy(pdf.slice(), { verbosity: 0 })
  const canvases: Canvas[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height, transform } = page.getViewport({ scale: 1 })
    const canvas = createCanvas(Math.round(width * DOTS_PER_POINT), Math.round(height * DOTS_PER_POINT))
    const context = canvas.getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = 'black'
    context.scale(DOTS_PER_POINT, DOTS_PER_POINT)
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue
      context.font = `${item.height}px Scan`
      context.fillText(item.str, Number(item.transform[4]), height - Number(item.transform[5]))
    }
    const operators = (await page.getOperatorList()) as Operators
    for (const rule of rulesOf(operators, OPS, transform as unknown as Matrix))
      context.fillRect(rule.x0 - 0.25, rule.y0 - 0.25, rule.x1 - rule.x0 + 0.5, rule.y1 - rule.y0 + 0.5)
    canvases.push(canvas)
  }
  return canvases
}

/** The pictures as a PDF without a text layer. */
export async function asScan(pdf: Uint8Array): Promise<Uint8Array> {
  const scan = await PDFDocument.create()
  for (const picture of await picturesOf(pdf)) {
    const image = await scan.embedJpg(picture)
    const page = scan.addPage([image.width / DOTS_PER_POINT, image.height / DOTS_PER_POINT])
    page.drawImage(image, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
  }
  return scan.save()
}

type BlackAndWhite = { readonly width: number; readonly height: number; readonly filter: string; readonly bytes: Uint8Array }

/** A PDF as the scanner of an office makes it: pictures with a bit a dot, and below them the letters that its own engine took them for. */
export async function asOfficeScan(pictures: readonly BlackAndWhite[], layer = ''): Promise<Uint8Array> {
  const scan = await PDFDocument.create()
  for (const { width, height, filter, bytes } of pictures) {
    const page = scan.addPage([width / DOTS_PER_POINT, height / DOTS_PER_POINT])
    if (layer !== '') page.drawText(layer, { x: 20, y: 20, size: 1, opacity: 0 })
    const image = scan.context.register(
      scan.context.stream(bytes, {
        Type: 'XObject',
        Subtype: 'Image',
        Width: width,
        Height: height,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 1,
        Filter: filter,
        DecodeParms: filter === 'CCITTFaxDecode' ? { K: -1, Columns: width, Rows: height } : {},
      }),
    )
    const name = page.node.newXObject('Scan', image)
    const onPage = concatTransformationMatrix(page.getWidth(), 0, 0, page.getHeight(), 0, 0)
    page.pushOperators(pushGraphicsState(), onPage, drawObject(name), popGraphicsState())
  }
  return scan.save()
}

export async function blackAndWhite(pdf: Uint8Array): Promise<BlackAndWhite[]> {
  return (await canvasesOf(pdf)).map((canvas) => {
    const { width, height } = canvas
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
    const rowBytes = Math.ceil(width / 8)
    const bits = new Uint8Array(rowBytes * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if ((data[4 * (y * width + x)] ?? 0) >= 128)
          bits[y * rowBytes + (x >> 3)] = (bits[y * rowBytes + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    return { width, height, filter: 'FlateDecode', bytes: deflateSync(bits) }
  })
}

/** An empty page as a fax codes it: of each line, one bit says that it is like the one above. */
export function emptyFax(): BlackAndWhite {
  const [width, height] = [2480, 3504]
  return { width, height, filter: 'CCITTFaxDecode', bytes: new Uint8Array(height / 8).fill(0xff) }
}
