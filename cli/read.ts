import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Command } from 'commander'
import { type DocumentText, documentText, isDocumentRefusal } from '../shared/plan/document/index.ts'
import { dateOf } from '../shared/plan/draft/draft.ts'
import { hourOf } from '../shared/plan/reading/deadline/hour.ts'
import { readPlan } from '../shared/plan/reading/index.ts'
import { rowNames } from '../shared/plan/reading/row-names.ts'
import type { PlanReading } from '../shared/plan/reading/types.ts'
import { CliRefusal, table } from './output.ts'

/** Every kind of file `readDocument` takes, for the help texts. */
export const DOCUMENT_KINDS = 'the document: DOCX, DOC, PDF, plain text, Markdown, or a scan (PDF, PNG, JPEG)'

export function readCommand(): Command {
  return new Command('read')
    .description('Read a plan document and show what was understood: header, recipients, tasks, deadlines, findings.')
    .argument('<file>', DOCUMENT_KINDS)
    .option('--json', 'print the whole reading as JSON')
    .option('--text', 'print the text that was read; the spans of --json are offsets in it')
    .action(async (file: string, { json, text }: { json?: boolean; text?: boolean }) => {
      const document = await readDocument(file)
      if (text) {
        process.stdout.write(document.text)
        return
      }
      const reading = readPlan(document.text)
      if (json) console.log(JSON.stringify(asJson(basename(file), reading, document), undefined, 1))
      else printReading(reading, document)
      if (!reading.isPlan) throw new CliRefusal(`${basename(file)}: ${reading.notPlan?.sentence ?? ''}`)
    })
}

/** The text of a plan document of any format; refuses what cannot be read. */
export async function readDocument(file: string): Promise<DocumentText> {
  const read = await documentText(await bytesOf(file), basename(file))
  if (isDocumentRefusal(read)) throw new CliRefusal(read.sentence)
  return read
}

export async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new CliRefusal(`${file} cannot be read: ${reasonOf(error)}`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a folder; name a file.',
  EACCES: 'you may not read it.',
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return ('code' in error && REASONS[String(error.code)]) || error.message
}

/**
 * The shape of one plan of `gold.json`, with findings and spans. A span leads into the text that `--text` prints, and carries how sure
 * the reading of its field is (0…1) and whether the words came from OCR.
 */
export function asJson(seed: string, reading: PlanReading, { fromOcr, ocrConfidence }: Omit<DocumentText, 'text' | 'format'>): object {
  const { isPlan, notPlan, confidence, sections: _, spans, ...plan } = reading
  const seen = fromOcr ? (ocrConfidence ?? 0) : 1
  const marked = Object.entries(spans).map(([path, places]) => {
    const sure = Math.round(100 * seen * confidenceOf(path, confidence)) / 100
    return [path, places.map((place) => ({ ...place, confidence: sure, ...(fromOcr ? { ocr: true } : {}) }))] as const
  })
  return { seed, ...plan, spans: Object.fromEntries(marked), ...(isPlan ? {} : { notPlan }) }
}

/** The field's own, or that of what it is part of (`bodyObligations[0]`). */
function confidenceOf(path: string, confidence: PlanReading['confidence']): number {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const own = confidence[at]
    if (own !== undefined) return own
  }
  return 1
}

function printReading(
  { header, recipients, tasks, bodyObligations, findings }: PlanReading,
  { fromOcr, ocrConfidence }: DocumentText,
): void {
  if (fromOcr)
    console.log(`Recognised from a scan (${Math.round((ocrConfidence ?? 0) * 100)} % sure): compare every field with the paper.\n`)
  const number = header.numberNormalized ?? header.number ?? header.numberFromAppendix
  console.log(`${number ?? '(no number)'}  ${dateOf(header) ?? '(no date)'}  ${header.issuer ?? ''}`)
  console.log(header.title ?? '')
  console.log(`\nNơi nhận: ${recipients.map((recipient) => recipient.text).join('; ')}\n`)
  const names = rowNames(tasks)
  if (tasks.length > 0)
    console.log(table(tasks.map((task, index) => [names[index] ?? '', task.deadlineText ?? '', dueOf(task.due), shorten(task.content)])))
  if (bodyObligations.length > 0)
    console.log(`${tasks.length > 0 ? '\n' : ''}Trong phần nội dung:\n${table(bodyObligations.map(dutyLine))}`)
  if (findings.length > 0) console.log(`\n${findings.map((finding) => `[${finding.severity}] ${finding.sentence}`).join('\n')}`)
}

/** Under the key that it has as a task, should it become one. */
/** `2021-02-05`, `2021-02-05 17:00`; the form of a deadline that names no day. */
function dueOf(due: PlanReading['tasks'][number]['due']): string {
  return due.to == null ? due.kind : [due.to, hourOf(due) ?? ''].join(' ').trim()
}

function dutyLine({ obligors, action, deadlineText, due }: PlanReading['bodyObligations'][number], index: number): string[] {
  return [`B${index + 1}`, deadlineText ?? '', dueOf(due), shorten(`${obligors.join(', ')}: ${action}`)]
}

const CONTENT_CHARACTERS_SHOWN = 80

function shorten(text: string): string {
  return text.length > CONTENT_CHARACTERS_SHOWN ? `${text.slice(0, CONTENT_CHARACTERS_SHOWN - 1)}…` : text
}
