/**
 * One POST to a system that is not ours: a connection of its own to an address that was looked at, no redirect, no word of the answer read
 * but its status, and a few seconds for all of it.
 */
import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Caller } from '../ports.ts'
import { faultOf, mayReach, type Reach } from './address.ts'

/** From the name to the status. */
export const CALL_MILLISECONDS = 5_000

interface CallerOptions extends Reach {
  /** For tests. */
  readonly lookUpAll?: (name: string, done: (error: Error | null, found: readonly LookupAddress[]) => void) => void
  readonly callMilliseconds?: number
}

class NotPublic extends Error {}

export function httpCaller({
  mayLoop,
  lookUpAll = (name, done) => lookUp(name, { all: true }, done),
  callMilliseconds = CALL_MILLISECONDS,
}: CallerOptions): Caller {
  /** Asked by the very connection that is made with the answer, so no second answer can differ. */
  const lookup: LookupFunction = (name, { all }, done) =>
    lookUpAll(name, (error, found) => {
      const [first] = found
      if (error !== null || first === undefined) return done(error ?? new Error('no address'), [])
      if (!found.every(({ address }) => mayReach(address, { mayLoop }))) return done(new NotPublic(), [])
      return all ? done(null, [...found]) : done(null, first.address, first.family)
    })

  return {
    post: (address, headers, body) =>
      new Promise((resolve) => {
        const fault = faultOf(address, { mayLoop })
        if (fault !== undefined) return resolve('address')
        const url = new URL(address)
        const request = url.protocol === 'https:' ? requestSecure : requestPlain
        const signal = AbortSignal.timeout(callMilliseconds)
        const length = { 'content-length': Buffer.byteLength(body) }
        const call = request(url, { method: 'POST', headers: { ...headers, ...length }, agent: false, lookup, signal }, (answer) => {
          const { statusCode = 0 } = answer
          // However much more there is to it, nobody reads it.
          call.destroy()
          resolve(statusCode >= 200 && statusCode < 300 ? undefined : String(statusCode))
        })
        call.on('error', (error) => resolve(signal.aborted ? 'timeout' : error instanceof NotPublic ? 'address' : 'connection'))
        call.end(body)
      }),
  }
}
