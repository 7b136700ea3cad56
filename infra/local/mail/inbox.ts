/** Keeps the inbox page in step with the journal: what it has not shown since its start is handed over in order, a window at a time. */
import { Worker } from 'node:worker_threads'
import type { InboxAnswer } from './inbox-worker.ts'
import type { MailJournal } from './journal.ts'
import { messages } from './messages.ts'

const window_mails_max = 100
/** How many of the newest mails are shown again after a restart. */
const refill_mails_max = 2_000

export interface Inbox {
  readonly url: string
  /** Call after something was written to the journal. */
  pump(): void
  /** Resolves when the page shows everything the journal has. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

export async function openInbox(journal: MailJournal, port: number): Promise<Inbox> {
  const worker = new Worker(new URL('./inbox-worker.ts', import.meta.url), { workerData: { port }, execArgv: [], stdout: true })
  const actualPort = await firstAnswer(worker, port)
  let handed = Math.max(0, journal.lastSeq() - refill_mails_max)
  let shown = handed
  let closed = false
  let waiting: (() => void)[] = []

  function pump(): void {
    if (closed) return
    const room = window_mails_max - (handed - shown)
    // Half a window at a time: one read of the journal for many mails.
    if (room >= window_mails_max / 2) {
      for (const mail of journal.after(handed, room)) {
        handed = mail.seq
        worker.postMessage(mail)
      }
    }
    if (shown < journal.lastSeq()) return
    const done = waiting
    waiting = []
    for (const resolve of done) resolve()
  }

  worker.on('message', (answer: InboxAnswer) => {
    if (!('stored' in answer)) return
    shown = answer.stored
    if (shown === handed || handed - shown <= window_mails_max / 2) pump()
  })
  pump()

  return {
    url: `http://127.0.0.1:${actualPort}`,
    pump,
    caughtUp: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        pump()
      }),
    async close() {
      closed = true
      for (const resolve of waiting) resolve()
      await worker.terminate()
    },
  }
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
