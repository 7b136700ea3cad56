/**
 * Where a listener may be. Its address comes from a person and is called from inside: nothing of ours, of AWS or of a private network may
 * be behind it. What it says is judged when it is given; what it leads to, each time it is called, as names may come to mean another host.
 */
import { BlockList, isIP } from 'node:net'
import { type Refusal, refuse } from '../log/refusal.ts'

/** https://www.iana.org/assignments/iana-ipv4-special-registry and multicast, reserved. */
const notPublic = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const
/** Of the addresses given out, `2000::/3`, those that stand for others or for nobody. https://www.iana.org/assignments/iana-ipv6-special-registry */
const notPublic6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const refused = new BlockList()
for (const [net, bits] of notPublic) refused.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of notPublic6) refused.addSubnet(net, bits, 'ipv6')
const givenOut6 = new BlockList()
givenOut6.addSubnet('2000::', 3, 'ipv6')
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** `mayLoop`: on the local machine only, whose listeners are on it too. */
export interface Reach {
  readonly mayLoop: boolean
}

/** An address of a host, not a name. */
export function mayReach(address: string, { mayLoop }: Reach): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(address) === 0) return false
  if (mayLoop && loopback.check(address, family)) return true
  return !refused.check(address, family) && (family === 'ipv4' || givenOut6.check(address, family))
}

/** The host of an address as a number, where it is one; in brackets or not. `new URL` has written `0x7f.1` as `127.0.0.1`. */
export function numberOf({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}

/** Why a listener cannot be at this address; undefined when it can, as far as one sees. */
export function faultOf(text: string, reach: Reach): Refusal | undefined {
  const url = URL.parse(text)
  if (url === null) return refuse('not-https', 'url')
  if (url.username !== '' || url.password !== '' || url.hash !== '') return refuse('credentials', 'url')
  const number = numberOf(url)
  const isHere = reach.mayLoop && number !== undefined && mayReach(number, reach)
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) return refuse('not-https', 'url')
  return number === undefined || mayReach(number, reach) ? undefined : refuse('not-public', 'url')
}
