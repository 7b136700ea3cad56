/** Where the unit's mail goes: the first address, and the one that is tried when it bounces. */

import { type FormEvent, useState } from 'react'
import type { ContactsBody, UnitDesk } from '../api/answers.ts'
import { Refused } from '../api/client.ts'
import { useCommand } from '../api/hooks.ts'
import { Fact } from '../parts/deadline.tsx'
import { Field } from '../parts/field.tsx'
import { useFocusIn } from '../parts/focus.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { Note } from '../parts/note.tsx'
import { Empty, FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

const PLACE = 'contacts-place'

interface ContactsProps {
  readonly desk: UnitDesk
  readonly version: number | undefined
  readonly path: string
}

export function Contacts({ desk, version, path }: ContactsProps) {
  const [isEditing, setEditing] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [first, second] = desk.emails
  return (
    <section id={PLACE} aria-labelledby="contacts">
      <h2 id="contacts">{texts.unit.contacts}</h2>
      <p className="quiet">{texts.unit.contactsHelp}</p>
      {isSaved ? <Note tone="good">{texts.unit.saved}</Note> : null}
      {isEditing ? (
        <ContactsForm
          emails={desk.emails}
          version={version}
          path={path}
          close={(hasSaved) => {
            setEditing(false)
            setSaved(hasSaved)
          }}
        />
      ) : (
        <>
          {first === undefined ? (
            <Empty>{texts.unit.noContacts}</Empty>
          ) : (
            <dl className="facts">
              <Fact name={texts.unit.first}>{first}</Fact>
              {second === undefined ? null : <Fact name={texts.unitMails.second}>{second}</Fact>}
            </dl>
          )}
          {desk.may.editContacts ? (
            <button
              type="button"
              data-opens-form
              onClick={() => {
                setSaved(false)
                setEditing(true)
              }}
            >
              {texts.unit.edit}
            </button>
          ) : null}
        </>
      )}
    </section>
  )
}

interface FormProps {
  readonly emails: readonly string[]
  readonly version: number | undefined
  readonly path: string
  readonly close: (hasSaved: boolean) => void
}

function ContactsForm({ emails, version, path, close }: FormProps) {
  const [first, setFirst] = useState(emails[0] ?? '')
  const [second, setSecond] = useState(emails[1] ?? '')
  const [seen] = useState(version)
  const save = useCommand<UnitDesk>(path)
  useFocusIn(PLACE)
  // Somebody was faster: theirs is shown beside what was typed, and saving again means it.
  const isStale = save.error instanceof Refused && save.error.isStale
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: ContactsBody = { emails: [first, second].map((email) => email.trim()).filter((email) => email !== '') }
    save.mutate({ method: 'PUT', path: `${path}/contacts`, body, version: isStale ? version : seen }, { onSuccess: () => close(true) })
  }
  return (
    <form onSubmit={submit}>
      <Field label={texts.unit.first}>
        {(wiring) => (
          <input {...wiring} type="email" required maxLength={254} value={first} onChange={(event) => setFirst(event.target.value)} />
        )}
      </Field>
      <Field label={texts.unit.second}>
        {(wiring) => <input {...wiring} type="email" maxLength={254} value={second} onChange={(event) => setSecond(event.target.value)} />}
      </Field>
      <FailureNote error={save.error} />
      {isStale ? (
        <dl className="facts">
          <Fact name={texts.conflict.theirs}>{emails.join('; ')}</Fact>
        </dl>
      ) : null}
      <FormEnd act={texts.unit.save} isBusy={save.isPending} close={() => close(false)} />
    </form>
  )
}
