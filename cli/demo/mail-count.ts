/** Mails handed to SES since the machine started, as the front door counts them. */
import type { Cloud } from '../../infra/local/cloud.ts'

export function mailsHandedOver({ frontDoor }: Pick<Cloud, 'frontDoor'>): number {
  return frontDoor.calls().reduce((sum, { action, count }) => sum + (action === 'SendRawEmail' ? count : 0), 0)
}
