/**
 * What a person is typing, against what is stored. While nothing is typed the newest stored text is shown; once something is, a change
 * by somebody else is a conflict, and both texts are shown.
 */
import { useState } from 'react'
import type { Assignment, DraftBody } from '../api/answers.ts'

export interface Draft {
  readonly content: DraftBody
  readonly isDirty: boolean
  /** What somebody else has stored meanwhile. */
  readonly theirs: DraftBody | undefined
  change(content: DraftBody): void
  /** The stored text is now what was sent. */
  saved(content: DraftBody): void
  keepMine(): void
  takeTheirs(): void
}

export function useDraft(assignment: Assignment): Draft {
  const stored: DraftBody = { nominees: [...assignment.nominees], note: assignment.note }
  const [base, setBase] = useState(stored)
  const [mine, setMine] = useState<DraftBody>()
  const isChanged = !isSame(base, stored)
  const isDirty = mine !== undefined && !isSame(mine, stored)
  return {
    content: mine ?? stored,
    isDirty,
    theirs: isDirty && isChanged ? stored : undefined,
    change: (content) => {
      // What is stored when one begins to type is what one is typing over.
      if (mine === undefined) setBase(stored)
      setMine(content)
    },
    saved: (content) => {
      setBase(content)
      setMine(undefined)
    },
    keepMine: () => setBase(stored),
    takeTheirs: () => setMine(undefined),
  }
}

function isSame(one: DraftBody, other: DraftBody): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

function plain({ nominees, note }: DraftBody) {
  return [note, nominees.map(({ name, position = '', award, kind }) => [name, position, award, kind])]
}
