import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp } from '../../infra/app.ts'

test('CloudFormation’s own schemas find nothing wrong with either template', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-check-'))
  const code = join(folder, 'code')
  mkdirSync(code)
  writeFileSync(join(code, 'index.mjs'), 'export const handler = () => undefined\n')
  const outdir = join(folder, 'cdk.out')
  const { app } = buildApp({ outdir, codeOf: () => code, check: true })
  expect(() => app.synth()).not.toThrow()
  expect(existsSync(join(outdir, 'Thidua.template.json'))).toBe(true)
}, 60_000)
