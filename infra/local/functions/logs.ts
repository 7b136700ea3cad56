/** One log file per function under the state folder, written without blocking anybody; the last file is kept when one is full. */
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

const LOG_FILE_BYTES_MAX = 20_000_000

export interface FunctionLogs {
  /** One line, without its end. */
  write(functionName: string, line: string): void
  close(): Promise<void>
}

export function openLogs(folder: string): FunctionLogs {
  mkdirSync(folder, { recursive: true })
  const files = new Map<string, { stream: WriteStream; bytes: number }>()

  function open(functionName: string) {
    const path = join(folder, `${functionName}.log`)
    const bytes = existsSync(path) ? statSync(path).size : 0
    const file = { stream: createWriteStream(path, { flags: 'a' }), bytes }
    // A log that cannot be written must not stop the machine.
    file.stream.on('error', (error) => console.error(`local cloud: cannot write ${path}: ${error.message}`))
    files.set(functionName, file)
    return file
  }

  function write(functionName: string, line: string): void {
    let file = files.get(functionName) ?? open(functionName)
    if (file.bytes > LOG_FILE_BYTES_MAX) {
      file.stream.end()
      const path = join(folder, `${functionName}.log`)
      renameSync(path, `${path}.1`)
      file = open(functionName)
    }
    file.bytes += line.length + 1
    file.stream.write(`${line}\n`)
  }

  async function close(): Promise<void> {
    await Promise.all([...files.values()].map(({ stream }) => new Promise((resolve) => stream.end(resolve))))
    files.clear()
  }

  return { write, close }
}
