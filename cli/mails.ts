import { Command } from 'commander'
import { readDirectory } from '../shared/directory/load.ts'
import type { Directory } from '../shared/directory/snapshot.ts'
import { stateOf } from '../shared/log/command.ts'
import { everyItem } from '../shared/log/pages.ts'
import { deliveryOf, type NoticeState } from '../shared/notice/notice.ts'
import { fold } from '../shared/text/fold.ts'
import { CliRefusal, table } from './output.ts'
import { cliWorld } from './world.ts'

/** States read in one call. */
const BATCH = 100
const CANDIDATES_MAX = 10

export function mailsCommand(): Command {
  return new Command('mails')
    .description('Every mail to a unit or a person, oldest first: when it was queued and sent, to which address, and what became of it.')
    .argument('<recipient>', 'an id, a mail address, or part of a name')
    .action(async (wanted: string) => {
      const { store } = cliWorld()
      const recipient = recipientOf(await readDirectory(store), wanted)
      const entries = await everyItem((after) => store.shelf(`unit#${recipient.id}`, { prefix: 'notice#', after }))
      const notices: NoticeState[] = []
      for (let start = 0; start < entries.length; start += BATCH) {
        const stored = await store.loadMany(entries.slice(start, start + BATCH).map(({ stream }) => stream))
        notices.push(...stored.flatMap((one) => stateOf<NoticeState>(one) ?? []))
      }
      if (notices.length === 0) throw new CliRefusal(`No mail was ever queued to ${recipient.name} (${recipient.id}).`)
      const rows = notices.toSorted((one, other) => ((one.queuedAt ?? '') < (other.queuedAt ?? '') ? -1 : 1)).map(rowOf)
      console.log(`${recipient.name} (${recipient.id})\n${table([HEADINGS, ...rows])}`)
    })
}

const HEADINGS = ['queued', 'kind', 'task', 'address', 'state', 'sent', 'log', 'reason']

function rowOf(notice: NoticeState): readonly string[] {
  const { queuedAt = '', kind, key = '', address, sentAt = '', noticeId, bounced, cancelled } = notice
  return [queuedAt, kind, key, address, deliveryOf(notice), sentAt, `notice#${noticeId}`, bounced ?? cancelled ?? '']
}

interface Recipient {
  readonly id: string
  readonly name: string
}

/** Throws a refusal that names the candidates when there is not exactly one. */
function recipientOf({ units, people }: Directory, wanted: string): Recipient {
  const low = wanted.toLowerCase()
  const known: readonly (Recipient & { readonly addresses: readonly string[] })[] = [
    ...units.map(({ id, name, contacts }) => ({ id, name, addresses: contacts.map(({ email }) => email) })),
    ...people.map(({ id, name, email }) => ({ id, name, addresses: [email] })),
  ]
  const exact = known.filter(({ id, name, addresses }) => [id, name, ...addresses].some((one) => one.toLowerCase() === low))
  const written = exact.length > 0 ? exact : known.filter(({ name }) => name.toLowerCase().includes(low))
  // Not every terminal types Vietnamese, and some type its letters in pieces.
  const found = written.length > 0 ? written : known.filter(({ name }) => fold(name).includes(fold(wanted)))
  const [only, ...others] = found
  if (only === undefined) throw new CliRefusal(`Nobody in the directory is called ${wanted}.`)
  if (others.length === 0) return only
  const candidates = found.slice(0, CANDIDATES_MAX).map(({ id, name }) => `${id} (${name})`)
  throw new CliRefusal(
    `${found.length} are called ${wanted}: ${candidates.join(', ')}${found.length > CANDIDATES_MAX ? ', …' : ''}. Name one by its id.`,
  )
}
