/** `node tests/reading/formats/bench.ts`: milliseconds from bytes to reading, per plan and format, after warm-up, in one process. */
import { documentText, isDocumentRefusal } from '../../../shared/plan/document/index.ts'
import { readPlan } from '../../../shared/plan/reading/index.ts'
import { asDoc } from './as-doc.ts'
import { asDocx } from './as-docx.ts'
import { asPdf } from './as-pdf.ts'
import { plans } from './compare.ts'
import { modelOf } from './model.ts'

const RUNS = 15

async function milliseconds(bytes: Uint8Array): Promise<{ median: number; worst: number }> {
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    const read = await documentText(bytes, 'plan')
    if (isDocumentRefusal(read)) throw new Error(read.sentence)
    readPlan(read.text)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { median: Math.round(times[Math.floor(RUNS / 2)] ?? 0), worst: Math.round(times.at(-1) ?? 0) }
}

const results: Record<string, string>[] = []
for (const { name, text } of plans) {
  const model = modelOf(text)
  const formats = { text: Buffer.from(text), docx: await asDocx(model, 'plain'), doc: asDoc(model), pdf: await asPdf(model, 'ruled') }
  const result: Record<string, string> = { plan: name }
  for (const [format, bytes] of Object.entries(formats)) {
    await milliseconds(bytes)
    const { median, worst } = await milliseconds(bytes)
    result[format] = `${median} (${worst}) ms, ${Math.ceil(bytes.length / 1_024)} kB`
  }
  results.push(result)
}
console.table(results)
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`)
