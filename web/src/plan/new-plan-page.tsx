/** Drop a document, and it is read into a draft. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Plan, PlanBody } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { DropZone } from '../parts/drop-zone.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

const CHARACTERS_MAX = 400_000

export default function NewPlanPage() {
  const draft = useCommand<Plan>()
  const [, go] = useLocation()
  const [problem, setProblem] = useState<string>()

  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return
    const text = await textOf(file)
    const found = text === undefined ? texts.newPlan.notText : text.length > CHARACTERS_MAX ? texts.newPlan.tooLong : undefined
    setProblem(found)
    if (text === undefined || found !== undefined) return
    const body: PlanBody = { fileName: file.name.normalize('NFC').slice(-200), text }
    draft.mutate({ method: 'POST', path: '/api/plans', body }, { onSuccess: (answer) => go(`/ke-hoach/${answer.body.planId}`) })
  }
  return (
    <Page title={texts.newPlan.title} above={[{ name: texts.plans.title, to: '/ke-hoach' }]} lead={<p>{texts.newPlan.lead}</p>}>
      <DropZone
        lead={texts.newPlan.drop}
        choose={texts.newPlan.choose}
        rules={texts.newPlan.rules}
        accept=".txt,text/plain"
        isDisabled={draft.isPending}
        onFiles={(files) => void read(files)}
      />
      {draft.isPending ? <Note tone="info">{texts.newPlan.reading}</Note> : null}
      {problem === undefined ? null : <Note tone="bad">{problem}</Note>}
      <FailureNote error={draft.error} />
    </Page>
  )
}

/** Undefined when it is no text in UTF-8. */
async function textOf(file: File): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return undefined
  }
}
