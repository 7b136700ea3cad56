import { Command } from 'commander'
import { CliRefusal } from './output.ts'
import { runningMachine } from './world.ts'

export function clockCommand(): Command {
  return new Command('clock')
    .description("Show the local machine's clock; with an instant, move it forward there: everything due on the way happens on the way.")
    .argument('[instant]', 'a day (2021-03-25, start of the day in Hà Nội) or an instant (2021-03-25T08:00:00+07:00)')
    .action(async (wanted: string | undefined) => {
      const machine = runningMachine()
      const answer = await fetch(`${machine.control}/clock`, {
        method: wanted === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${machine.controlToken}` },
        body: wanted === undefined ? null : JSON.stringify({ to: instantOfWord(wanted) }),
      })
      const { now, error } = (await answer.json()) as { now?: string; error?: string }
      if (now === undefined) throw new CliRefusal(error ?? `the machine answered ${answer.status}`)
      console.log(
        `${now}  ${new Intl.DateTimeFormat('vi-VN', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(now))} (giờ Hà Nội)`,
      )
    })
}

function instantOfWord(word: string): string {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(word) ? `${word}T00:00:00+07:00` : word)
  if (Number.isNaN(instant.getTime()))
    throw new CliRefusal(`${word} is neither a day (2021-03-25) nor an instant (2021-03-25T08:00:00+07:00).`)
  return instant.toISOString()
}
