/** A deadline in the document's own words. What was read earlier holds the marks of Markdown's bold; the log that has it is not rewritten. */
export function withoutBold(text: string): string {
  return text.replaceAll('**', '').trim()
}
