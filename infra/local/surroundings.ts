/**
 * What the person at the keyboard has set for other purposes must not reach the local system: no proxy knows the way to this machine's own
 * loopback, and of an AWS account's settings (keys, profile, endpoints, FIPS, retries) any client takes what it is not told otherwise.
 */
const LOOPBACK = '127.0.0.1,localhost'
/** Nobody's profile; the same that functions get (`functions/variables.ts`). */
const NO_FILE = '/dev/null'

/** To be called before the first connection is made. Once more changes nothing. */
export function keepToThisMachine(environment: NodeJS.ProcessEnv = process.env): void {
  // Node's fetch goes by these when NODE_USE_ENV_PROXY is set, and reads them anew for each request.
  const past = environment.no_proxy ?? environment.NO_PROXY ?? ''
  if (!past.endsWith(LOOPBACK)) environment.NO_PROXY = environment.no_proxy = past === '' ? LOOPBACK : `${past},${LOOPBACK}`
  for (const name of Object.keys(environment)) if (name.startsWith('AWS_')) delete environment[name]
  environment.AWS_CONFIG_FILE = environment.AWS_SHARED_CREDENTIALS_FILE = NO_FILE
}
