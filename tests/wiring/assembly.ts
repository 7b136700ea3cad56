/** The synthesized system for the tests of this folder. The functions' code is a stub: here it is about what surrounds them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../../infra/app.ts'
import { loadTemplate } from '../../infra/local/template.ts'
import { templateSettings } from '../../infra/permissions.ts'
import { temporaryFolder } from '../temporary-folder.ts'

export interface Resource {
  readonly Type: string
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
  readonly Properties: Readonly<Record<string, unknown>>
}

let synthesized: ReturnType<typeof synthesizeStubbed> | undefined

/** Synthesized once for each test file. */
export function assembly() {
  synthesized ??= synthesizeStubbed()
  return synthesized
}

function synthesizeStubbed() {
  const folder = temporaryFolder('wiring')
  const outdir = join(folder, 'cdk.out')
  const portalFolder = join(folder, 'portal')
  mkdirSync(portalFolder)
  writeFileSync(join(portalFolder, 'index.html'), '<!doctype html><title>thidua</title>\n')
  const { app, ...stacks } = buildApp({ outdir, portalFolder, codeOf: (name) => stub(folder, name) })
  app.synth()
  return { app, ...stacks, outdir, model: loadTemplate(outdir, templateSettings()) }
}

function stub(folder: string, name: string): string {
  const code = join(folder, 'code', name)
  mkdirSync(code, { recursive: true })
  writeFileSync(join(code, 'index.mjs'), `export const handler = () => '${name}'\n`)
  return code
}

export type StackName = 'ThiduaData' | 'ThiduaDoor' | 'Thidua' | 'ThiduaWatch'

/** The resources of one stack as CloudFormation sees them, by logical id. */
export function resourcesOf(stack: StackName, type?: string): ReadonlyMap<string, Resource> {
  const template = JSON.parse(readFileSync(join(assembly().outdir, `${stack}.template.json`), 'utf8')) as {
    readonly Resources: Record<string, Resource>
  }
  return new Map(Object.entries(template.Resources).filter(([, resource]) => type === undefined || resource.Type === type))
}
