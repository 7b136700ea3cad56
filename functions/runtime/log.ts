/** One JSON line per message or request: ids, outcome, milliseconds. Names, addresses and texts of people never enter the log. */
export interface LogLine {
  readonly function: string
  readonly outcome: string
  readonly milliseconds: number
  readonly eventId?: string
  readonly eventName?: string
  readonly correlationId?: string
  readonly route?: string
  readonly person?: string
  readonly status?: number
  readonly reason?: string
}

/**
 * Handed over as a value: Lambda's JSON format puts it under `message`, where a query finds its fields. A text would stay one text there.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#node-js-logging-advanced
 */
export function log(line: LogLine): void {
  const write = line.reason === undefined ? console.log : console.error
  write(line)
}

/** The kind of an error and its message; messages are ours and carry ids only. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
