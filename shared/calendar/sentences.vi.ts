/** What a calendar feed says in words of its own. */
interface Marks {
  readonly isDone: boolean
  readonly isExtended: boolean
  /** The unit's name, where one calendar holds several. */
  readonly unit: string | undefined
}

export const calendarNames = {
  unit: (name: string) => `Thi đua, khen thưởng: ${name}`,
  person: 'Thi đua, khen thưởng: việc của tôi',
  entry: (summary: string, { isDone, isExtended, unit }: Marks) =>
    `${isDone ? 'Đã nộp. ' : isExtended ? 'Gia hạn. ' : ''}${summary}${unit === undefined ? '' : ` – ${unit}`}`,
}
