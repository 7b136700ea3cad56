/** `npm run deploy`: the CDK's own command line on all stacks; what follows `--` is passed on, parameters above all. */
import { spawn } from 'node:child_process'

const NO_CREDENTIALS =
  /unable to resolve aws account|no credentials|could not load credentials|need to perform aws calls|credentials have been configured/i

const HELP = `
There are no AWS credentials here, so nothing was deployed.
Give some, for example by \`aws sso login\` and AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a region by AWS_REGION,
prepare the account once by \`npx cdk bootstrap\`, and run this again:

    npm run deploy -- --parameters ThiduaData:MailIdentity=so.example.vn --parameters ThiduaData:MailFrom=thi-dua@so.example.vn

All parameters are in docs/operations.md. To try the system without any account: npm start
`

const cdk = spawn('cdk', ['deploy', '--all', ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'pipe'] })
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
