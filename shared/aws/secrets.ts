/** Secrets on DynamoDB: an item each, in a partition of its own, which only who calls may read. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { Secrets } from '../ports.ts'
import { readItems } from './read-items.ts'
import { type Item, number, type Table, text } from './table.ts'

const keyOf = (secretId: string): Item => ({ pk: text(`secret#${secretId}`), sk: text('secret') })

/** For the door, which never reads what it has given away. */
export function keptSecrets({ client, name }: Table): Pick<Secrets, 'keep' | 'forget'> {
  const put = async (secretId: string, rest: Item) => {
    await client.send(new PutItemCommand({ TableName: name, Item: { ...keyOf(secretId), ...rest } }))
  }
  return {
    keep: (secretId, secret) => put(secretId, { secret: text(secret) }),
    // Nobody may delete from the table: what is left has no secret in it, and goes by the table's own expiry.
    forget: (secretId) => put(secretId, { expiresAt: number(Math.floor(Date.now() / 1_000)) }),
  }
}

/** For who signs. */
export function readSecrets(table: Table): Pick<Secrets, 'read'> {
  return {
    async read(secretId) {
      const [item] = await readItems(table, [keyOf(secretId)])
      return item?.secret?.S
    },
  }
}
