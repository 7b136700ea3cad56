/**
 * What is said of a field that is not filled in as it must be. A browser says it in its own language, and writes a day as that language
 * does: of 06/02/2021 an English one says 02/06/2021, which is read here as another day.
 */
import { dayText } from '../../../shared/time/vietnamese.ts'
import { texts } from '../texts.vi.ts'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What a sentence is made from. */
export interface Wrong {
  readonly type: string
  readonly validity: Partial<ValidityState>
  readonly min?: string
  readonly max?: string
}

/** Nothing where the field is right but for what was said of it before. What is not known by a sentence is left to the browser. */
export function sentenceOf({ type, validity, min = '', max = '' }: Wrong): string {
  const words = texts.validity
  if (validity.valueMissing)
    return type === 'date' ? words.noDay : type.startsWith('select') || type === 'radio' ? words.noChoice : words.missing
  if (validity.badInput) return type === 'number' ? words.noNumber : words.noDay
  if (validity.typeMismatch) return type === 'email' ? words.noEmail : words.noAddress
  if (validity.rangeUnderflow && type !== 'time') return type === 'date' ? words.dayFrom(dayText(min)) : words.numberFrom(min)
  if (validity.rangeOverflow) return words.numberTo(max)
  return ''
}

/** For every form of the page, also one that comes later. */
export function sayWhatIsWrong(page: Document): void {
  const say = ({ target }: Event) => {
    if (isField(target)) target.setCustomValidity(sentenceOf(target))
  }
  const forget = (target: EventTarget | null) => {
    if (isField(target)) target.setCustomValidity('')
  }
  page.addEventListener('invalid', say, true)
  page.addEventListener('input', ({ target }) => forget(target), true)
  // A field that the page itself filled in says nothing of it, and a sentence that still stood would hold up its form for ever. Enter clicks too.
  page.addEventListener(
    'click',
    ({ target }) => {
      const form = target instanceof Element ? target.closest('button')?.form : undefined
      for (const element of form?.elements ?? []) forget(element)
    },
    true,
  )
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
}
