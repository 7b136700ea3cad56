import { beforeEach, describe, expect, it } from 'vitest'
import { memoryEventStore } from '../memory/event-store.ts'
import type { EventStore, StreamName } from '../ports.ts'
import { cascadeDirectory, issue, order, SO, SO_TEXT } from './cascade/cascade.test-support.ts'
import { currentPlan, currentPlans, loadPlan } from './load.ts'

const AT = '2021-01-28T02:00:00.000Z'
let store: EventStore
let read: StreamName[]

beforeEach(async () => {
  const memory = memoryEventStore()
  read = []
  store = {
    ...memory,
    loadMany: (streams) => {
      read.push(...streams)
      return memory.loadMany(streams)
    },
  }
  await issue({ store, directory: cascadeDirectory(), at: AT }, 'pln_so', SO, SO_TEXT)
  read.length = 0
})

const open = (key: string) => order(store, 'pln_so', AT, { type: 'open-task', key })

describe('a plan that is kept', () => {
  it('is read whole once, however often it is asked for', async () => {
    const plan = await currentPlan(store, 'pln_so')
    expect(await loadPlan(store, 'pln_so')).toBe(plan)
    expect(read).toEqual(['plan#pln_so'])
  })

  it('is read again as soon as anything has happened to it', async () => {
    await currentPlan(store, 'pln_so')
    await open('1')
    expect((await currentPlan(store, 'pln_so'))?.tasks[0]?.state).toBe('open')
    expect(read).toEqual(['plan#pln_so', 'plan#pln_so'])
  })

  it('is not taken for another, nor for one that does not exist yet', async () => {
    expect((await currentPlans(store, ['pln_later', 'pln_so'])).map((plan) => plan?.planId)).toEqual([undefined, 'pln_so'])
    await issue({ store, directory: cascadeDirectory(), at: AT }, 'pln_later', SO, SO_TEXT)
    expect((await currentPlans(store, ['pln_so', 'pln_later'])).map((plan) => plan?.planId)).toEqual(['pln_so', 'pln_later'])
    await expect(loadPlan(store, 'pln_never')).rejects.toThrow('pln_never does not exist')
  })
})
