import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Command } from 'commander'
import { readPlan } from '../shared/plan/reading/index.ts'
import type { PlanReading } from '../shared/plan/reading/types.ts'
import { CliRefusal, table } from './output.ts'

export function readCommand(): Command {
  return new Command('read')
    .description('Read a plan document and show what was understood: header, recipients, tasks, deadlines, findings.')
    .argument('<file>', 'the document, as UTF-8 text')
    .option('--json', 'print the whole reading as JSON')
    .action((file: string, { json }: { json?: boolean }) => {
      const reading = readPlan(readDocument(file))
      if (json) console.log(JSON.stringify({ seed: basename(file), ...reading }, undefined, 1))
      else printReading(reading)
      if (!reading.isPlan) throw new CliRefusal(`${basename(file)}: ${reading.notPlan?.sentence ?? ''}`)
    })
}

/** Refuses what cannot be read as text. */
export function readDocument(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const why = error instanceof TypeError ? 'is not UTF-8 text' : 'cannot be read'
    throw new CliRefusal(`${file} ${why}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function printReading({ header, recipients, tasks, findings }: PlanReading): void {
  console.log(`${header.numberNormalized ?? header.number ?? '(no number)'}  ${header.date ?? '(no date)'}  ${header.issuer ?? ''}`)
  console.log(header.title ?? '')
  console.log(`\nNơi nhận: ${recipients.map((recipient) => recipient.text).join('; ')}\n`)
  console.log(table(tasks.map((task) => [task.tt, task.deadlineText ?? '', task.due.to ?? task.due.kind, shorten(task.content)])))
  if (findings.length > 0) console.log(`\n${findings.map((finding) => `[${finding.severity}] ${finding.sentence}`).join('\n')}`)
}

const CONTENT_CHARACTERS_SHOWN = 80

function shorten(text: string): string {
  return text.length > CONTENT_CHARACTERS_SHOWN ? `${text.slice(0, CONTENT_CHARACTERS_SHOWN - 1)}…` : text
}
