import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentText, isDocumentRefusal } from '../../shared/plan/document/index.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { asPdf } from './formats/as-pdf.ts'
import { asScan } from './formats/as-scan.ts'
import { modelOf } from './formats/model.ts'

const text = readFileSync(join(import.meta.dirname, 'corpus/xa-2025.txt'), 'utf8')
const recognition_ms_max = 240_000
/** Recognition misses a date here and there; what it misses is a finding. */
const deadlines_wrong_max = 2

describe('a scanned plan without a text layer', () => {
  test('is recognised on this machine and says that it was', { timeout: recognition_ms_max }, async () => {
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
    expect(wrong.length).toBeLessThanOrEqual(deadlines_wrong_max)
  })
})
