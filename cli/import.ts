import { basename } from 'node:path'
import { Command } from 'commander'
import { everySentence } from '../shared/access/every-sentence.vi.ts'
import { sentenceOf } from '../shared/access/sentences.vi.ts'
import { machineClock } from '../shared/aws/clock.ts'
import { importFile } from '../shared/directory/import-file.ts'
import { isRefusal } from '../shared/log/refusal.ts'
import type { EventStore } from '../shared/ports.ts'
import { CliRefusal } from './output.ts'
import { bytesOf } from './read.ts'
import { cliWorldInItsTime } from './world.ts'

/** As the portal's import, for the directory that has no officer yet. */
export function importCommand(): Command {
  return new Command('import')
    .description('Bring units, people and groups into the directory from XLSX or CSV. Without --write it only says what it would do.')
    .argument('<file>', 'XLSX (sheets Đơn vị, Người, Nhóm) or CSV')
    .option('--write', 'write what is right; refused rows change nothing')
    .action(async (file: string, { write = false }: { write?: boolean }) => {
      const bytes = await bytesOf(file)
      const { store, clock } = await cliWorldInItsTime()
      await importDirectory(store, { fileName: basename(file), bytes, isDryRun: !write }, clock)
    })
}

interface Importing {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly isDryRun: boolean
}

/** Says every refused row with its reason, then the counts. Throws a refusal when a row was refused, after writing the others. */
export async function importDirectory(store: EventStore, { fileName, bytes, isDryRun }: Importing, clock = machineClock): Promise<void> {
  const actor = { person: 'system', through: 'operator' }
  const context = { at: clock.now(), actor, correlationId: 'cli:import', causationId: 'cli' }
  const done = await importFile({ fileName, base64: Buffer.from(bytes).toString('base64'), dryRun: isDryRun }, store, context)
  if (isRefusal(done)) throw new CliRefusal(sentenceOf(done, everySentence))
  const { rows, counts, saved } = done.body
  for (const { sheet, row, refusals } of rows.filter(({ outcome }) => outcome === 'refused'))
    console.log(`${sheet}, row ${row}: ${refusals.map(({ sentence }) => sentence).join(' ')}`)
  const counted = `${counts.new} new, ${counts.changed} changed, ${counts.same} the same, ${counts.refused} refused`
  console.log(isDryRun ? `${counted}. Nothing was written: add --write.` : `${counted}. ${saved} written.`)
  if (counts.refused > 0) throw new CliRefusal(`${counts.refused} rows were refused.`)
}
