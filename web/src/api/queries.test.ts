import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { queries } from './queries.ts'

it('tells of an answer to a page that has not yet drawn the part with the answer', async () => {
  const client = new QueryClient({ defaultOptions: { queries } })
  const observer = new QueryObserver(client, { queryKey: ['progress'], queryFn: async () => 'the answer' })
  // What a page has read before: whether it failed.
  expect(observer.trackResult(observer.getCurrentResult()).error).toBeNull()
  const heard = await new Promise((resolve) => void observer.subscribe(({ data }) => resolve(data)))
  expect(heard).toBe('the answer')
  observer.destroy()
  client.clear()
})
