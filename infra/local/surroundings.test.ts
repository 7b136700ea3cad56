import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { keepToThisMachine } from './surroundings.ts'

test('what is said to the loopback goes past a proxy that everything else goes through', async () => {
  const server = createServer((_, response) => void response.end('here'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = `
    import { keepToThisMachine } from ${JSON.stringify(join(import.meta.dirname, 'surroundings.ts'))}
    keepToThisMachine()
    process.stdout.write(await (await fetch('${address}')).text())`
  const proxy = { NODE_USE_ENV_PROXY: '1', http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' }
  try {
    const env = { ...process.env, ...proxy, NO_PROXY: undefined, no_proxy: undefined }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    expect(stdout).toBe('here')
  } finally {
    server.close()
  }
})

test('an account of AWS is left outside, and what others set past the proxy stays', () => {
  const environment: NodeJS.ProcessEnv = {
    AWS_PROFILE: 'so',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.example',
    AWS_USE_FIPS_ENDPOINT: 'true',
    NO_PROXY: 'inside.example',
    HOME: '/home/so',
  }
  keepToThisMachine(environment)
  keepToThisMachine(environment)
  expect(environment).toEqual({
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    NO_PROXY: 'inside.example,127.0.0.1,localhost',
    no_proxy: 'inside.example,127.0.0.1,localhost',
    HOME: '/home/so',
  })
})
