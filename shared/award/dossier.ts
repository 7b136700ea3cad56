/**
 * The papers of a dossier that proposes a title or a form of commendation: those the law of 2013 names for all of them (as
 * quoted at lawnet.vn: văn bản đề nghị, báo cáo thành tích, biên bản bình xét, and the certificate of the initiative it rests on). A plan's
 * own guidance may want more or less, so what is not there is said and never demanded.
 */
export const dossierParts = [
  { component: 'proposal', isAlways: true },
  { component: 'report', isAlways: true },
  { component: 'minutes', isAlways: true },
  // Of "Chiến sĩ thi đua" of every level, and wherever an initiative is among the reasons.
  { component: 'initiative', isAlways: false },
] as const

export type DossierPart = (typeof dossierParts)[number] & { readonly files: number }

/** Each part with how many files there are of it. */
export function partsThere(files: readonly { readonly component: string }[]): readonly DossierPart[] {
  return dossierParts.map((part) => ({ ...part, files: files.filter(({ component }) => component === part.component).length }))
}
