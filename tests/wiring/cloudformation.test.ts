import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp } from '../../infra/app.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test('CloudFormation’s own schemas find nothing wrong with any template, nor anything to warn of', () => {
  const folder = temporaryFolder('check')
  const code = join(folder, 'code')
  mkdirSync(code)
  writeFileSync(join(code, 'index.mjs'), 'export const handler = () => undefined\n')
  const outdir = join(folder, 'cdk.out')
  const { app } = buildApp({ outdir, codeOf: () => code, check: true })
  expect(() => app.synth()).not.toThrow()
  expect(existsSync(join(outdir, 'Thidua.template.json'))).toBe(true)
  expect(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))).toMatchObject({ pluginReports: [] })
}, 60_000)
