/** Everything that is watched while a world runs. */
import type { Directory } from '../../../shared/directory/snapshot.ts'
import type { Append } from '../../../shared/ports.ts'
import type { Agenda } from '../agenda.ts'
import type { Queues } from '../queues.ts'
import { issuer as LISTENED } from '../story/directory.ts'
import type { Twins } from '../twins.ts'
import { addressesOf } from './addresses.ts'
import { checkAffected, checkSchedules } from './amendments.ts'
import { checkNewlyAsked } from './asked-since.ts'
import { commandsOf } from './commands.ts'
import { type Deadlines, deadlinesOf } from './deadlines.ts'
import { type Directories, directoriesOf } from './directories.ts'
import { checkDeadLetters, checkSettled, checkTold } from './end.ts'
import type { Report } from './invariant.ts'
import { type Ledger, type Logged, ledgerOf } from './ledger.ts'
import { checkHeard } from './listeners.ts'
import { type Mails, mailsOf } from './mails.ts'
import { checkInOffice } from './office.ts'
import { checkPages } from './pages.ts'
import { checkBoard, checkPublished } from './rest.ts'
import { type Uploads, uploadsOf } from './uploads.ts'
import { type Versions, versionsOf } from './versions.ts'

export interface Watch {
  readonly ledger: Ledger
  readonly mails: Mails
  readonly uploads: Uploads
  readonly deadlines: Deadlines
  readonly versions: Versions
  readonly directories: Directories
  /** Ids of poisonous events, with the functions they were sent to. */
  readonly poison: Map<string, ReadonlySet<string>>
  appended(appends: readonly Append[]): readonly Logged[]
  published(id: string): void
  atRest(): Promise<void>
  atEnd(queues: Queues, streamLeft: number): Promise<void>
}

export interface WatchOptions {
  readonly agenda: Agenda
  readonly twins: Twins
  readonly directory: Directory
  readonly report: Report
  readonly say: (sentence: () => string) => void
}

const OF_MAILS_AND_CALLS = /^(notice|bulletin|subscription)#/

export function watchOf({ agenda, twins, directory, report, say }: WatchOptions): Watch {
  const ledger = ledgerOf(report)
  const versions = versionsOf(ledger)
  const directories = directoriesOf(directory)
  const judging = { versions, directories, report }
  const mails = mailsOf(ledger, judging)
  const uploads = uploadsOf(report)
  const deadlines = deadlinesOf(ledger, judging)
  const commands = commandsOf(report)
  const addresses = addressesOf(report)
  const published = new Set<string>()
  const poison = new Map<string, ReadonlySet<string>>()
  let toldOf = 0
  let toldSeen = -1
  let amendmentsSeen = 0

  /** Counting is only worth it when something was stored since that board and pages tell of. */
  async function atRest(): Promise<void> {
    checkPublished(ledger, published, report)
    if (toldSeen === toldOf) return
    toldSeen = toldOf
    await checkBoard(ledger, twins.board, report)
    // What pages say costs ten times as much to look at.
    if (directories.changes().length > 0) await checkAllPages()
    const amendments = versions.amendments()
    if (amendmentsSeen === amendments.length) return
    amendmentsSeen = amendments.length
    for (const plan of ledger.plans()) if (plan.amendments !== undefined) checkSchedules(plan, twins.scheduler, report)
  }

  async function checkAllPages(): Promise<void> {
    const seen = { ...twins, directory: directories.now(), at: agenda.clock.now() }
    for (const plan of ledger.plans()) if (plan.issuedAt !== undefined) await checkPages(plan, ledger, seen, report)
  }

  return {
    ledger,
    mails,
    uploads,
    deadlines,
    versions,
    directories,
    poison,
    atRest,
    published(id) {
      // Signals and poison stand in no log.
      if (!id.startsWith('signal#') && !poison.has(id) && !id.startsWith('poison')) published.add(id)
    },
    appended(appends) {
      const added = ledger.add(appends)
      directories.add(added, agenda.now())
      for (const event of added) {
        say(() => `stored ${event.name} ${event.metadata.id}`)
        if (!OF_MAILS_AND_CALLS.test(event.metadata.id)) toldOf += 1
        versions.add(event, agenda.now())
        uploads.add(event)
        deadlines.add(event, agenda.now())
        addresses.add(event, agenda.now())
        commands.add(event)
        checkInOffice(event, directories, agenda.now(), report)
      }
      return added
    },
    async atEnd(queues, streamLeft) {
      await atRest()
      await checkAllPages()
      checkSettled(ledger, queues, streamLeft, twins.scheduler.waiting().length, report)
      checkDeadLetters(ledger, queues, poison, directories.now(), report)
      checkHeard(ledger, twins.heard, LISTENED, report)
      checkTold(ledger, judging)
      checkAffected(ledger, judging)
      checkNewlyAsked(ledger, judging)
      uploads.atEnd()
      deadlines.atEnd()
    },
  }
}
