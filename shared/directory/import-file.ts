/** An import file: read, checked row by row against the directory as it is, and, unless it is a dry run, written. */
import { refuse } from '../log/refusal.ts'
import type { CommandContext, EventStore } from '../ports.ts'
import { sheetsOfFile } from './import/file.ts'
import { planImport } from './import/plan.ts'
import { refusalSentence } from './import/sentences.vi.ts'
import { readDirectory } from './load.ts'
import { saveChanges } from './save.ts'

export interface ImportFile {
  readonly fileName: string
  readonly base64: string
  readonly dryRun: boolean
}

/** A row that is refused changes nothing; the rows beside it stand for themselves. */
export async function importFile(file: ImportFile, store: EventStore, context: CommandContext) {
  const sheets = await sheetsOfFile(Buffer.from(file.base64, 'base64'))
  if ('refused' in sheets) return refuse('import-unreadable', 'base64', { reason: refusalSentence(sheets.refused) })
  const { report, counts, changes } = planImport(sheets, await readDirectory(store))
  const saved = file.dryRun ? 0 : await saveChanges(store, changes, { ...context, key: undefined, expectedVersion: undefined })
  const rows = report.map((row) => ({
    ...row,
    refusals: row.refusals.map((refusal) => ({ ...refusal, sentence: refusalSentence(refusal) })),
  }))
  return { body: { dryRun: file.dryRun, counts, rows, saved } }
}
