/** Old and new in one line: what is gone, what is new, and what stays. */
import { differenceOf } from './differing-words.ts'

export function Changed({ before, after }: { readonly before: string; readonly after: string }) {
  return differenceOf(before, after).map(({ kind, text }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name, and are only read
    <span key={index}>{kind === 'gone' ? <del>{text}</del> : kind === 'new' ? <ins>{text}</ins> : text} </span>
  ))
}
