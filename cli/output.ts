/** What the program says: plain lines, aligned columns, and one kind of error for what the user can mend. */

/** Something the user can act on; ends the program with exit code 1 and this sentence. */
export class CliRefusal extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'CliRefusal'
  }
}

/** `thidua log … | head`: whoever reads has seen enough, which is no fault. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

/** A fault in one line, down to what began it: “fetch failed” alone tells nobody anything. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${lineOf(error.cause)}`
}

/** Columns as wide as their widest cell; numbers stand right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => (typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A line that stays in place while work goes on; on a pipe, only its last state is printed. */
export function progress(label: string) {
  const isScreen = process.stderr.isTTY === true
  return {
    show(done: number) {
      if (isScreen) process.stderr.write(`\r${label}: ${done}`)
    },
    end(done: number) {
      process.stderr.write(`${isScreen ? '\r' : ''}${label}: ${done}\n`)
    },
  }
}
