/**
 * The inbox page, filled when somebody looks at it: what it has not shown yet is handed over from the journal before it answers. Parsing
 * every mail of a year that nobody opens would take a tenth of the machine.
 */
import { Worker } from 'node:worker_threads'
import type { InboxAnswer, InboxMessage } from './inbox-worker.ts'
import type { MailJournal } from './journal.ts'
import { messages } from './messages.ts'

/** Of many mails since the last look, so many of the newest are shown. */
const NEW_MAILS_MAX = 2_000

export interface Inbox {
  readonly url: string
  close(): Promise<void>
}

export async function openInbox(journal: MailJournal, port: number): Promise<Inbox> {
  const worker = new Worker(new URL('./inbox-worker.ts', import.meta.url), { workerData: { port }, execArgv: [], stdout: true })
  const actualPort = await firstAnswer(worker, port)
  const send = (message: InboxMessage) => worker.postMessage(message)
  let handed = 0

  worker.on('message', (answer: InboxAnswer) => {
    if (!('asked' in answer)) return
    handed = Math.max(handed, journal.lastSeq() - NEW_MAILS_MAX)
    for (const mail of journal.after(handed, NEW_MAILS_MAX)) {
      handed = mail.seq
      send({ mail })
    }
    send({ all: true })
  })

  return { url: `http://127.0.0.1:${actualPort}`, close: async () => void (await worker.terminate()) }
}

function firstAnswer(worker: Worker, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (answer: InboxAnswer) => {
      if ('port' in answer) resolve(answer.port)
      else reject(new Error('error' in answer ? messages.inboxPortTaken(wanted) : 'The inbox did not start'))
    })
  })
}
