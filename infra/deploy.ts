/**
 * `npm run deploy`: the templates anew, then the CDK's own command line on all stacks; what follows `--` is passed on, parameters above all.
 * npm has built the portal before (`predeploy`).
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { synthesize } from './app.ts'
import { forEveryStack, parametersOf } from './deploy-parameters.ts'

const NO_CREDENTIALS =
  /unable to resolve aws account|no credentials|could not load credentials|need to perform aws calls|credentials have been configured/i

const HELP = `
There are no AWS credentials here, so nothing was deployed.
Give some, for example by \`aws sso login\` and AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a region by AWS_REGION,
prepare the account once by \`npx cdk bootstrap\`, and run this again:

    npm run deploy -- --parameters MailIdentity=so.example.vn --parameters MailFrom=thi-dua@so.example.vn

All parameters are in docs/operations.md. To try the system without any account: npm start
`

/** Apart from `cdk.out`, where a local machine keeps compiled code beside the functions: AWS gets the code alone. */
const assembly = join(import.meta.dirname, '../dist/assembly')

async function deploy(given: readonly string[]): Promise<void> {
  rmSync(assembly, { recursive: true, force: true })
  await synthesize({ outdir: assembly, check: true })
  const args = ['deploy', '--all', '--app', assembly, ...forEveryStack(given, parametersOf(assembly))]
  const cdk = spawn('cdk', args, { stdio: ['inherit', 'inherit', 'pipe'] })
  let said = ''
  cdk.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    said += chunk.toString()
  })
  cdk.on('error', (error) => {
    console.error(`The CDK's command line cannot be started (${error.message}). Run npm ci first, then npm run deploy.`)
    process.exitCode = 1
  })
  cdk.on('close', (status) => {
    if (status !== 0 && NO_CREDENTIALS.test(said)) console.error(HELP)
    process.exitCode = status ?? 1
  })
}

await deploy(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
