/** Puts the documentation of the API beside the portal's pages: `/api/docs`, `/api/docs.json` and its style. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiFunctions } from '../../infra/wiring.ts'
import { openApiOf } from './openapi.ts'
import { docsPage } from './page.ts'

export function writeDocs(portalFolder: string): void {
  const folder = join(portalFolder, 'api')
  mkdirSync(folder, { recursive: true })
  const api = openApiOf(apiFunctions)
  writeFileSync(join(folder, 'docs.html'), docsPage(api))
  writeFileSync(join(folder, 'docs.json'), JSON.stringify(api))
  copyFileSync(join(import.meta.dirname, 'docs.css'), join(folder, 'docs.css'))
}
