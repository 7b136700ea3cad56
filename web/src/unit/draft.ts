/**
 * What a person is typing, against what is stored. While nothing is typed the newest stored text is shown; once something is, a change
 * by somebody else is a conflict, and both texts are shown. What is typed outlives a closed page and a new sign-in, as long as the tab.
 */
import { useEffect, useState } from 'react'
import type { Assignment, DraftBody } from '../api/answers.ts'

export interface Draft {
  readonly content: DraftBody
  readonly isDirty: boolean
  /** What somebody else has stored meanwhile. */
  readonly theirs: DraftBody | undefined
  /** Whether one began from this very text. */
  isBasedOn(stored: DraftBody): boolean
  change(content: DraftBody): void
  /**
   * This goes to be stored: found there, it is nobody else's work. What is given is to be called once it is stored; whatever was typed
   * meanwhile still stands then.
   */
  send(content: DraftBody): () => void
  keepMine(): void
  takeTheirs(): void
}

export const draftPlace = (person: string, path: string): string => `${person}:${path}`

/** `place` names whose draft of what it is. */
export function useDraft(assignment: Assignment, place: string): Draft {
  const stored: DraftBody = { nominees: [...assignment.nominees], note: assignment.note }
  const [kept] = useState(() => keptAt(place))
  const [base, setBase] = useState(kept?.base ?? stored)
  const [sent, setSent] = useState(kept?.sent)
  const [mine, setMine] = useState<DraftBody | undefined>(kept?.mine)
  const isOwn = (other: DraftBody) => isSame(base, other) || (sent !== undefined && isSame(sent, other))
  const isChanged = !isOwn(stored)
  const isDirty = mine !== undefined && !isSame(mine, stored)
  useEffect(() => {
    if (isDirty) sessionStorage.setItem(KEPT + place, JSON.stringify({ base, sent, mine } satisfies Kept))
    else sessionStorage.removeItem(KEPT + place)
  }, [place, isDirty, base, sent, mine])
  return {
    content: mine ?? stored,
    isDirty,
    theirs: isDirty && isChanged ? stored : undefined,
    isBasedOn: isOwn,
    change: (content) => {
      // What is stored when one begins to type is what one is typing over.
      if (mine === undefined) setBase(stored)
      setMine(content)
    },
    send: (content) => {
      setSent(content)
      return () => {
        setBase(content)
        setSent(undefined)
        setMine((now) => (now === mine ? undefined : now))
      }
    },
    keepMine: () => setBase(stored),
    takeTheirs: () => setMine(undefined),
  }
}

/** What was typed at a place and is not in what was handed in, as another tab or a colleague did meanwhile. */
export function notHandedIn(place: string, submission: DraftBody): DraftBody | undefined {
  const mine = keptAt(place)?.mine
  return mine === undefined || isSame(mine, submission) ? undefined : mine
}

interface Kept {
  readonly base: DraftBody
  readonly sent?: DraftBody
  readonly mine: DraftBody | undefined
}

const KEPT = 'draft:'

function keptAt(place: string): Kept | undefined {
  const text = sessionStorage.getItem(KEPT + place)
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept)
  } catch {
    return undefined
  }
}

function isSame(one: DraftBody, other: DraftBody): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

function plain({ nominees, note }: DraftBody) {
  return [note, nominees.map(({ name, position = '', award, kind }) => [name, position, award, kind])]
}
