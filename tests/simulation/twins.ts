/** The memory twins of one world. A broken world replaces one of them, or one handler. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { memoryBoard } from '../../shared/memory/board.ts'
import { memoryClaims } from '../../shared/memory/claims.ts'
import { type MemoryEventStore, memoryEventStore } from '../../shared/memory/event-store.ts'
import { type MemoryFiles, memoryFiles, type ObjectCreated } from '../../shared/memory/files.ts'
import { memoryMailer } from '../../shared/memory/mailer.ts'
import { memoryRegisters } from '../../shared/memory/registers.ts'
import { type MemoryScheduler, memoryScheduler } from '../../shared/memory/scheduler.ts'
import { memorySecrets } from '../../shared/memory/secrets.ts'
import type { Board, Caller, Claims, Clock, Mailer, Registers, Secrets } from '../../shared/ports.ts'
import type { Call } from '../../shared/subscription/bulletin.ts'
import type { Effects } from './effects.ts'

export interface Twins {
  readonly store: MemoryEventStore
  readonly claims: Claims
  readonly board: Board
  readonly registers: Registers
  readonly files: MemoryFiles
  readonly mailer: Mailer
  readonly scheduler: MemoryScheduler
  readonly secrets: Secrets
  readonly caller: Caller
  /** What the one listener of the story was called with, also where it could not say so. */
  readonly heard: readonly Call[]
}

export type Consume = (event: SQSEvent, effects: Effects) => Promise<SQSBatchResponse>

/** What is wrong on purpose. Nothing, in a run that is meant to pass. */
export interface Breakage {
  readonly twins?: (twins: Twins) => Partial<Twins>
  /** What a function is given, by its name in the map. */
  readonly effects?: (name: string, effects: Effects) => Effects
  /** By the function's name in the map. */
  readonly handlers?: Readonly<Record<string, Consume>>
  /** Functions publish after they have stored, and nobody else does. */
  readonly publishesItself?: true
}

export function twinsOf(clock: Clock, bucket: string, onCreated: (created: ObjectCreated) => void, breakage: Breakage): Twins {
  const heard: Call[] = []
  const twins: Twins = {
    store: memoryEventStore(),
    claims: memoryClaims(),
    board: memoryBoard(),
    registers: memoryRegisters(),
    files: memoryFiles({ clock, bucket, onCreated }),
    mailer: memoryMailer(),
    scheduler: memoryScheduler(clock),
    secrets: memorySecrets(),
    caller: { post: async (_url, _headers, body) => void heard.push(JSON.parse(body) as Call) },
    heard,
  }
  return { ...twins, ...breakage.twins?.(twins) }
}
