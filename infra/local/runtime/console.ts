/** The console of a function: lines in Lambda's own text or JSON format. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
import { format } from 'node:util'

type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'

export interface FunctionLog {
  /** Of the invocation under way. */
  requestId: string
  write(level: Level, ...words: readonly unknown[]): void
}

export function captureConsole(logFormat: 'Text' | 'JSON', send: (line: string) => void): FunctionLog {
  const log: FunctionLog = { requestId: '-', write }

  function write(level: Level, ...words: readonly unknown[]): void {
    const timestamp = new Date().toISOString()
    if (logFormat === 'Text') {
      send(`${timestamp}\t${log.requestId}\t${level}\t${format(...words)}`)
      return
    }
    const [only, second] = words
    const message = second === undefined && typeof only === 'object' ? only : format(...words)
    send(JSON.stringify({ timestamp, level, requestId: log.requestId, message }))
  }

  console.trace = (...words) => write('TRACE', ...words)
  console.debug = (...words) => write('DEBUG', ...words)
  console.log = (...words) => write('INFO', ...words)
  console.info = (...words) => write('INFO', ...words)
  console.warn = (...words) => write('WARN', ...words)
  console.error = (...words) => write('ERROR', ...words)
  return log
}
