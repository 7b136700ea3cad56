/** The directory is kept, and read again only when somebody has changed it. */
import { describe, expect, it } from 'vitest'
import { memoryEventStore } from '../memory/event-store.ts'
import type { EventStore } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import { DIRECTORY_FRESH_SECONDS, loadDirectory } from './load.ts'
import type { Unit } from './model.ts'
import { saveChanges } from './save.ts'

const BEGIN = '2021-01-14T01:00:00.000Z'

const school = (name: string): Unit => ({
  id: 'unt_thpt-cay-da',
  type: 'dvtt',
  name,
  shortNames: [],
  contacts: [],
  validFrom: '2000-01-01',
})

/** A store that counts how often its lists are read, seen by one environment under a clock that stands where it is put. */
function world(store = memoryEventStore()) {
  let [seconds, listsRead] = [0, 0]
  let lagging: ReturnType<EventStore['list']> | undefined
  const counted: EventStore = {
    ...store,
    list: (...given) => {
      listsRead += 1
      return (given[0] === 'unit' ? lagging : undefined) ?? store.list(...given)
    },
  }
  const clock = { now: () => addSeconds(BEGIN, seconds) }
  return {
    wait: (more: number) => {
      seconds += more
    },
    /** From now on the list of units stays as it is, as an index may for a moment. */
    lag: () => {
      lagging = store.list('unit')
    },
    catchUp: () => {
      lagging = undefined
    },
    /** How often the whole directory was read so far: three lists a time. */
    readings: () => listsRead / 3,
    save: (name: string) =>
      saveChanges(store, [{ event: 'unit.changed', payload: { unit: school(name) } }], {
        at: clock.now(),
        actor: { person: 'per_nguyen-thi-la', unit: 'unt_so', role: 'officer' },
        correlationId: 'cmd_1',
        causationId: 'cmd_1',
      }),
    name: async () => (await loadDirectory({ store: counted, clock })).unit('unt_thpt-cay-da')?.name,
  }
}

describe('the kept directory', () => {
  it('is read twice at most while nobody changes it: a list read at once may lag', async () => {
    const { wait, save, name, readings } = world()
    await save('Trường THPT Cây Đa')
    for (let time = 0; time < 20; time += 1) {
      expect(await name()).toBe('Trường THPT Cây Đa')
      wait(DIRECTORY_FRESH_SECONDS)
    }
    expect(readings()).toBe(2)
  })

  it('is read again once somebody has changed it', async () => {
    const { wait, save, name, readings } = world()
    await save('Trường THPT Cây Đa')
    await name()
    wait(DIRECTORY_FRESH_SECONDS)
    await name()
    await save('Trường THPT Bến Nước')
    wait(DIRECTORY_FRESH_SECONDS)
    expect(await name()).toBe('Trường THPT Bến Nước')
    expect(readings()).toBe(3)
  })

  it('is never kept for long as it was before the change, though the list lagged when it was read', async () => {
    const { wait, save, name, lag, catchUp } = world()
    await save('Trường THPT Cây Đa')
    lag()
    await save('Trường THPT Bến Nước')
    expect(await name()).toBe('Trường THPT Cây Đa')
    catchUp()
    wait(DIRECTORY_FRESH_SECONDS)
    expect(await name()).toBe('Trường THPT Bến Nước')
  })

  it('keeps nothing of a reading that failed', async () => {
    const store = memoryEventStore()
    const failing: EventStore = { ...store, revisions: () => Promise.reject(new Error('throttled')) }
    const clock = { now: () => BEGIN }
    await expect(loadDirectory({ store: failing, clock })).rejects.toThrow('throttled')
    Object.assign(failing, { revisions: store.revisions })
    expect((await loadDirectory({ store: failing, clock })).units).toEqual([])
  })
})
