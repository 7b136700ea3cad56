/** What claims promise: one holder at a time, and none for ever. */
import { expect, it } from 'vitest'
import type { Claims } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'

export function claimsSuite(claims: () => Claims): void {
  it('gives a claim to the first and to nobody else while it is young', async () => {
    const name = fresh('mail')
    expect(await claims().take(name, '2021-03-01T02:00:00.000Z', 60)).toBe(true)
    expect(await claims().take(name, '2021-03-01T02:00:00.000Z', 60)).toBe(false)
    expect(await claims().take(name, '2021-03-01T02:00:59.999Z', 60)).toBe(false)
  })

  it('gives it away again once it is as old as the taker allows, counted from the last taking', async () => {
    const name = fresh('mail')
    await claims().take(name, '2021-03-01T02:00:00.000Z', 60)
    expect(await claims().take(name, '2021-03-01T02:01:00.000Z', 60)).toBe(true)
    expect(await claims().take(name, '2021-03-01T02:01:30.000Z', 60)).toBe(false)
    expect(await claims().take(name, '2021-03-01T02:01:30.000Z', 30)).toBe(true)
  })

  it('does not let a refused taker prolong the claim', async () => {
    const name = fresh('mail')
    await claims().take(name, '2021-03-01T02:00:00.000Z', 60)
    await claims().take(name, '2021-03-01T02:00:50.000Z', 60)
    expect(await claims().take(name, '2021-03-01T02:01:00.000Z', 60)).toBe(true)
  })

  it('keeps names apart', async () => {
    expect(await claims().take(fresh('mail'), '2021-03-01T02:00:00.000Z', 60)).toBe(true)
    expect(await claims().take(fresh('mail'), '2021-03-01T02:00:00.000Z', 60)).toBe(true)
  })

  it('gives several at once, or none of them', async () => {
    const [one, other, third] = [fresh('mail'), fresh('mail'), fresh('mail')]
    expect(await claims().takeAll([one, other], '2021-03-01T02:00:00.000Z', 60)).toBe(true)
    expect(await claims().takeAll([third, other], '2021-03-01T02:00:30.000Z', 60)).toBe(false)
    expect(await claims().take(third, '2021-03-01T02:00:30.000Z', 60)).toBe(true)
    expect(await claims().takeAll([one, other], '2021-03-01T02:01:00.000Z', 60)).toBe(true)
  })

  it('lets exactly one of several parallel takers have it', async () => {
    const name = fresh('mail')
    const taken = await Promise.all(Array.from({ length: 8 }, () => claims().take(name, '2021-03-01T02:00:00.000Z', 60)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })
}
