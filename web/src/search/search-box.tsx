/** The one field of the search, at the top of every page. */
import { type FormEvent, useEffect, useId, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { texts } from '../texts.vi.ts'

export const SEARCH_PATH = '/tim-kiem'
const QUERY_CHARACTERS_MAX = 100

export function SearchBox() {
  const [path, go] = useLocation()
  const [params] = useSearchParams()
  const asked = path === SEARCH_PATH ? (params.get('q') ?? '') : ''
  const [typed, setTyped] = useState(asked)
  const id = useId()
  // Going back and forth between searches, or to another page, shows what that page was asked for.
  useEffect(() => setTyped(asked), [asked])
  const search = (event: FormEvent) => {
    event.preventDefault()
    go(`${SEARCH_PATH}?${new URLSearchParams({ q: typed.trim() })}`)
  }
  return (
    <search className="search-box">
      <form onSubmit={search}>
        <label htmlFor={id} className="visually-hidden">
          {texts.search.label}
        </label>
        <input
          id={id}
          type="search"
          value={typed}
          maxLength={QUERY_CHARACTERS_MAX}
          placeholder={texts.search.placeholder}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit">{texts.search.button}</button>
      </form>
    </search>
  )
}
