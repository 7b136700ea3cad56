import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DownloadLink } from '../api/answers.ts'
import { useSession } from '../session/session.tsx'
import { FailureNote } from './states.tsx'

interface DownloadProps {
  /** Path of the API that answers with the link. */
  readonly link: string
  readonly children: ReactNode
}

/** The link is made when it is wanted: it lives for a minute. */
export function Download({ link, children }: DownloadProps) {
  const { api } = useSession()
  const opening = useMutation({
    mutationFn: () => api.get<DownloadLink>(link),
    onSuccess: ({ body }) => location.assign(body.url),
  })
  return (
    <>
      <button type="button" className="plain" disabled={opening.isPending} onClick={() => opening.mutate()}>
        {children}
      </button>
      <FailureNote error={opening.error} />
    </>
  )
}
