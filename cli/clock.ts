import { request } from 'node:http'
import { Command } from 'commander'
import * as z from 'zod'
import { instantOf } from '../shared/time/calendar.ts'
import { CliRefusal } from './output.ts'
import { type Running, runningMachine } from './world.ts'

export function clockCommand(): Command {
  return new Command('clock')
    .description("Show the local machine's clock; with an instant, move it forward there: everything due on the way happens on the way.")
    .argument('[instant]', 'a day (2021-03-25, start of the day in Hà Nội) or an instant (2021-03-25T08:00:00+07:00)')
    .action(async (wanted: string | undefined) => {
      const machine = runningMachine()
      const to = wanted === undefined ? undefined : instantOfWord(wanted)
      if (wanted !== undefined && to === undefined)
        throw new CliRefusal(`${wanted} is neither a day (2021-03-25) nor an instant (2021-03-25T08:00:00+07:00).`)
      const { now, to: underWay, error } = await askClock(machine, to)
      if (now === undefined) throw new CliRefusal(error ?? 'The machine did not say what time it is there.')
      console.log(inWords(now))
      if (underWay !== undefined) console.log(`on its way to ${inWords(underWay)}`)
    })
}

function inWords(instant: string): string {
  const inHaNoi = new Intl.DateTimeFormat('vi-VN', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' })
  return `${instant}  ${inHaNoi.format(new Date(instant))} (giờ Hà Nội)`
}

const dayShape = z.iso.date()
const instantShape = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])

/**
 * Undefined for what is no day of the calendar and no instant with its zone. `Date` takes the 30th of February for the 2nd of March, and
 * 03/04 for a day in March; but a clock that has been moved does not go back.
 */
export function instantOfWord(word: string): string | undefined {
  if (dayShape.safeParse(word).success) return instantOf(word)
  return instantShape.safeParse(word).success ? new Date(word).toISOString() : undefined
}

/** `to`: where a move that is under way goes. */
const answerShape = z.object({ now: z.string().optional(), to: z.string().optional(), error: z.string().optional() })

/** Not by `fetch`, which gives up after five minutes: a year of many units takes longer. */
function askClock({ control, controlToken }: Running, to: string | undefined): Promise<z.infer<typeof answerShape>> {
  return new Promise((resolve, reject) => {
    const ended = (cause: Error) =>
      reject(new Error('The local machine ended before it answered: start it again with `npm start`', { cause }))
    const method = to === undefined ? 'GET' : 'POST'
    const asked = request(`${control}/clock`, { method, headers: { authorization: `Bearer ${controlToken}` } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('error', ended)
      answer.on('end', () => {
        try {
          resolve(answerShape.parse(JSON.parse(text)))
        } catch (cause) {
          reject(new Error(`The local machine answered ${answer.statusCode}, which nobody understands`, { cause }))
        }
      })
    })
    asked.on('error', ended)
    asked.end(to === undefined ? undefined : JSON.stringify({ to }))
  })
}
