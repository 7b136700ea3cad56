/** Where the commands act: the running local machine, unless the environment names a table in AWS. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { keepToThisMachine } from '../infra/local/surroundings.ts'
import { dynamoBoard } from '../shared/aws/board.ts'
import { machineClock } from '../shared/aws/clock.ts'
import { dynamoEventStore } from '../shared/aws/event-store.ts'
import { s3Files } from '../shared/aws/files.ts'
import { type Publish, publishTo } from '../shared/aws/publish.ts'
import { quiet } from '../shared/aws/quiet.ts'
import { dynamoRegisters } from '../shared/aws/registers.ts'
import type { Table } from '../shared/aws/table.ts'
import type { Clock, Files } from '../shared/ports.ts'
import { CliRefusal } from './output.ts'

/** What a running local machine writes down about itself. */
export const runningSchema = z.object({
  pid: z.number(),
  endpoint: z.string(),
  region: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string().optional() }),
  tableName: z.string(),
  busName: z.string(),
  filesBucket: z.string(),
  portal: z.string(),
  inbox: z.string(),
  issuer: z.string(),
  control: z.string(),
  controlToken: z.string(),
})

export type Running = z.infer<typeof runningSchema>

export const stateFolder = () => process.env.THIDUA_STATE ?? join(process.cwd(), '.thidua')
export const runningFile = (folder = stateFolder()) => join(folder, 'running.json')

/** Throws a refusal when no local machine runs here. From here on this process speaks to that one and to nobody's AWS account. */
export function runningMachine(): Running {
  keepToThisMachine()
  const file = runningFile()
  if (!existsSync(file))
    throw new CliRefusal('No local machine runs here: start one with `npm start`, or set TABLE_NAME and AWS credentials.')
  const running = writtenIn(file)
  if (!isAlive(running.pid)) throw new CliRefusal('The local machine that ran here has stopped: start it again with `npm start`.')
  return running
}

function writtenIn(file: string): Running {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new CliRefusal(`${file} is damaged: stop the local machine and start it again with \`npm start\`, which writes it anew.`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export interface CliWorld {
  readonly table: Table
  readonly store: ReturnType<typeof dynamoEventStore>
  readonly board: ReturnType<typeof dynamoBoard>
  readonly registers: ReturnType<typeof dynamoRegisters>
  readonly clock: Clock
  /** Asked for only where a document is sent, so that the other commands need no bucket. */
  readonly files: () => Files
  readonly sqs: SQSClient
  /** Asked for only where something goes on the bus. */
  readonly publish: () => Publish
}

/** Says first, beside the answer, on which system it acts. */
export function cliWorld(): CliWorld {
  const { TABLE_NAME: name, AWS_REGION: region, AWS_PROFILE: profile } = process.env
  if (name === undefined) {
    const running = runningMachine()
    console.error(`On the local machine at ${running.portal}`)
    return worldOf(running)
  }
  const by = [region, profile && `profile ${profile}`].filter(Boolean).join(', ')
  console.error(`In AWS${by && ` (${by})`}, on the table ${name}, which TABLE_NAME names`)
  return assemble({ client: quiet(new DynamoDBClient({})), name }, { sqs: quiet(new SQSClient({})), files: filesInAws, publish: busInAws })
}

function busInAws(): Publish {
  const { BUS_NAME } = process.env
  if (BUS_NAME === undefined) throw new CliRefusal('Set BUS_NAME to the bus of the events.')
  return publishTo(quiet(new EventBridgeClient({})), BUS_NAME)
}

/**
 * The same, in the time of the place: a local machine whose clock was moved lives in another year, and what is issued there is issued
 * then. Asked once; a command takes seconds.
 */
export async function cliWorldInItsTime(): Promise<CliWorld> {
  const world = cliWorld()
  return process.env.TABLE_NAME === undefined ? { ...world, clock: await clockOf(runningMachine()) } : world
}

async function clockOf({ control, controlToken }: Running): Promise<Clock> {
  const answer = await fetch(`${control}/clock`, { headers: { authorization: `Bearer ${controlToken}` } })
  if (!answer.ok) throw new CliRefusal(`The local machine did not say what time it is there: it answered ${answer.status}.`)
  const { now } = z.object({ now: z.iso.datetime() }).parse(await answer.json())
  const ahead = Date.parse(now) - Date.now()
  return { now: () => new Date(Date.now() + ahead).toISOString() }
}

function filesInAws(): Files {
  if (process.env.FILES_BUCKET === undefined) throw new CliRefusal('Set FILES_BUCKET to the bucket of the plan documents.')
  return s3Files()
}

type Reached = Pick<Running, 'endpoint' | 'region' | 'credentials' | 'tableName' | 'busName' | 'filesBucket'>

export function worldOf({ endpoint, region, credentials, tableName, busName, filesBucket }: Reached): CliWorld {
  const settings = { endpoint, region, credentials }
  const table = { client: quiet(new DynamoDBClient(settings)), name: tableName }
  return assemble(table, {
    sqs: quiet(new SQSClient(settings)),
    files: () => s3Files(settings, filesBucket),
    publish: () => publishTo(quiet(new EventBridgeClient(settings)), busName),
  })
}

function assemble(table: Table, reached: Pick<CliWorld, 'sqs' | 'files' | 'publish'>): CliWorld {
  const [store, board, registers] = [dynamoEventStore(table), dynamoBoard(table), dynamoRegisters(table)]
  return { table, store, board, registers, clock: machineClock, ...reached }
}
