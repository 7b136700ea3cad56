/** What any file that is offered may be called. */

/** Path separators, characters Windows forbids, and marks that turn the reading direction (they can disguise an ending). */
const FORBIDDEN = /[/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** One plain name, which every system can store and nobody reads as another. */
export function isPlainName(fileName: string): boolean {
  return fileName.isWellFormed() && !FORBIDDEN.test(fileName) && !fileName.startsWith('.') && fileName === fileName.trim()
}
