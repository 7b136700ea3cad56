/** For which unit and in which role I act; switchable where I have more than one. */
import { useId } from 'react'
import type { Role } from '../api/answers.ts'
import { useSession } from '../session/session.tsx'
import { roleNames, texts } from '../texts.vi.ts'

export function ActingAs() {
  const { me, actAs } = useSession()
  const id = useId()
  const current = me.roles.find((role) => role.name === me.actingAs)
  if (current === undefined) return <p className="acting" />
  return (
    <div className="acting">
      <span className="acting-person">{me.name}</span>
      {me.roles.length === 1 ? (
        <span>{roleWords(current)}</span>
      ) : (
        <>
          <label htmlFor={id} className="visually-hidden">
            {texts.frame.actingAs}
          </label>
          <select id={id} value={me.actingAs} onChange={(event) => actAs(event.target.value)}>
            {me.roles.map((role) => (
              <option key={role.name} value={role.name}>
                {roleWords(role)}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  )
}

export function roleWords({ role, unitName = '' }: Role): string {
  return `${roleNames[role]}, ${unitName}`
}
