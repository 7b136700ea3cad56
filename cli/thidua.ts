#!/usr/bin/env node
/**
 * `npx thidua …`: the operator's program. It works on whatever the environment names (a running local machine by default, AWS by
 * credentials and `TABLE_NAME`). Exit codes: 0 done, 1 something was found or refused, 2 wrong use, 3 a fault.
 */
import { Command, CommanderError } from 'commander'
import { clockCommand } from './clock.ts'
import { importCommand } from './import.ts'
import { issueCommand } from './issue.ts'
import { logCommand } from './log.ts'
import { mailsCommand } from './mails.ts'
import { mendCommand } from './mend.ts'
import { CliRefusal, endWithReader, lineOf } from './output.ts'
import { peopleCommand } from './people.ts'
import { readCommand } from './read.ts'
import { redriveCommand } from './redrive.ts'
import { replayCommand } from './replay.ts'
import { republishCommand } from './republish.ts'
import { statusCommand } from './status.ts'
import { verifyCommand } from './verify.ts'

const EXIT = { refused: 1, usage: 2, fault: 3 } as const

function program(): Command {
  const commands = [
    readCommand(),
    issueCommand(),
    importCommand(),
    peopleCommand(),
    statusCommand(),
    mailsCommand(),
    logCommand(),
    clockCommand(),
    redriveCommand(),
    republishCommand(),
    verifyCommand(),
    mendCommand(),
    replayCommand(),
  ]
  const root = new Command('thidua')
    .description('Runs an issued emulation-and-commendation plan: reads it, issues it, shows how far it is, proves its record.')
    .showHelpAfterError()
  for (const command of commands) root.addCommand(command.exitOverride().showHelpAfterError())
  return root.exitOverride()
}

export async function main(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage
    console.error(lineOf(error))
    return error instanceof CliRefusal ? EXIT.refused : EXIT.fault
  }
}

if (import.meta.main) {
  endWithReader()
  process.exitCode = await main(process.argv.slice(2))
}
