import { onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
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

it('asks anew once there is a line again', async () => {
  const client = new QueryClient({ defaultOptions: { queries } })
  client.mount()
  let asked = 0
  const observer = new QueryObserver(client, { queryKey: ['plans'], queryFn: async () => ++asked })
  const stop = observer.subscribe(() => {})
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(1))
  onlineManager.setOnline(false)
  onlineManager.setOnline(true)
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(2))
  stop()
  client.unmount()
  client.clear()
})
