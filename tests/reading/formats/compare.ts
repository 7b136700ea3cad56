import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlanReading } from '../../../shared/plan/reading/types.ts'

const corpus = join(import.meta.dirname, '../corpus')
const folders = [join(import.meta.dirname, '../../../../shared/seeds'), corpus]

const isText = (name: string) => /\.(?:txt|md)$/.test(name)

/** The issued plans beside the project, when they are there, and the project's own. */
export const plans: readonly { readonly name: string; readonly text: string }[] = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter(isText)
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  )
  .filter(({ name }) => name !== 'cong-van.txt')

const written = join(corpus, 'plans')
/** A decision around the plan, a letterhead run into one line: what the setter of pages cannot lay out as it stands. */
const notSet = ['gan-quyet-dinh-2023.txt', 'gdtx-2024.txt']
/** A table drawn with spaces or strokes is a thing of texts: Word and PDF have their own. */
export const isDrawn = (text: string) => /^(?:\+-|┌─|\| {2,}\|| ?S?TT {2,}\S)/m.test(text)

/** The plans written for the reader, of many bodies and years. */
export const corpusPlans: readonly { readonly name: string; readonly text: string }[] = readdirSync(written)
  .filter((name) => name.endsWith('.txt') && !notSet.includes(name))
  .map((name) => ({ name, text: readFileSync(join(written, name), 'utf8') }))
  .filter(({ text }) => !isDrawn(text))

/**
 * What a reading must have in common with that of the same plan from text. Spans lead into another text, notes on the table's shape tell
 * of the text's shape, and the clues to the issuer may come in another order.
 * Markdown's bold marks in the texts are dress, and a page does not show how many spaces part two words.
 */
export function comparable(reading: PlanReading): object {
  const { issuerSource: _, titleNote: __, ...header } = reading.header
  const { layout: ___, ...appendix } = reading.appendix ?? {}
  const common = {
    isPlan: reading.isPlan,
    header,
    legalBases: reading.legalBases,
    recipients: reading.recipients,
    signatory: reading.signatory,
    appendix,
    tasks: reading.tasks.map(({ fragments: ____, flags: _____, ...task }) => task),
    bodyObligations: reading.bodyObligations,
    campaigns: reading.campaigns,
    findings: reading.findings
      .filter((f) => f.code !== 'row-uneven')
      .map((f) => `${f.code} ${f.task ?? ''}`)
      .sort(),
  }
  return JSON.parse(JSON.stringify(common).replaceAll('**', '').replace(/ {2,}/g, ' '))
}
