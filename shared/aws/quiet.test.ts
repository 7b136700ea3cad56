import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { quiet } from './quiet.ts'

it('takes the SDK’s log out of a client, by the name it still has', () => {
  const logs = (client: DynamoDBClient) => client.middlewareStack.identify().filter((name) => name.startsWith('loggerMiddleware'))
  expect(logs(new DynamoDBClient({ region: 'ap-southeast-1' }))).toHaveLength(1)
  expect(logs(quiet(new DynamoDBClient({ region: 'ap-southeast-1' })))).toEqual([])
})
