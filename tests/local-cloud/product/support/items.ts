/** Every item of the table as it lies there, to see that nothing, or only what should, has changed. */
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { ProductMachine } from '../../../../cli/machine.ts'

/** `pk sk` → the whole item as JSON. */
export async function itemsOf({ world }: ProductMachine): Promise<Readonly<Record<string, string>>> {
  const items: [string, string][] = []
  let from: Record<string, AttributeValue> | undefined
  do {
    const page: { Items?: Record<string, AttributeValue>[]; LastEvaluatedKey?: Record<string, AttributeValue> } =
      await world.table.client.send(new ScanCommand({ TableName: world.table.name, ExclusiveStartKey: from, ConsistentRead: true }))
    for (const item of page.Items ?? []) items.push([`${item.pk?.S} ${item.sk?.S}`, JSON.stringify(Object.entries(item).sort())])
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return Object.fromEntries(items.sort(([one], [other]) => (one < other ? -1 : 1)))
}
