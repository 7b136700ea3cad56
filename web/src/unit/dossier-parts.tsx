/** Which papers of a dossier are there, beside those that such a dossier usually holds. It advises: the plan's own guidance counts. */
import { partsThere } from '../../../shared/award/dossier.ts'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Assignment } from '../api/answers.ts'
import { Fact } from '../parts/deadline.tsx'
import { componentNames, texts } from '../texts.vi.ts'

interface DossierPartsProps {
  readonly kinds: Assignment['kinds']
  readonly files: readonly { readonly component: string }[]
}

export function DossierParts({ kinds, files }: DossierPartsProps) {
  if (!kinds.includes('dossier')) return null
  return (
    <section aria-labelledby="dossier-parts">
      <h3 id="dossier-parts">{texts.files.parts}</h3>
      <dl className="facts">
        {partsThere(files).map(({ component, isAlways, files: count }) => (
          <Fact key={component} name={componentNames[component] ?? component}>
            {count > 0 ? texts.files.partThere(numberText(count)) : isAlways ? texts.files.partMissing : texts.files.partIfAny}
          </Fact>
        ))}
      </dl>
    </section>
  )
}
