/** What the secrets promise: who keeps one finds it, and once forgotten nobody does. */
import { expect, it } from 'vitest'
import type { Secrets } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'

export function secretsSuite(secrets: () => Secrets): void {
  it('gives back what was kept, under its name and no other', async () => {
    const [one, other] = [fresh('sec'), fresh('sec')]
    await secrets().keep(one, 'whsec_mot')
    expect([await secrets().read(one), await secrets().read(other)]).toEqual(['whsec_mot', undefined])
  })

  it('forgets, also what never was', async () => {
    const name = fresh('sec')
    await secrets().keep(name, 'whsec_mot')
    await secrets().forget(name)
    await secrets().forget(fresh('sec'))
    expect(await secrets().read(name)).toBeUndefined()
  })
}
