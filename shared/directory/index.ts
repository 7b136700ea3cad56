/** The public face of the directory. Spreadsheets (`import/xlsx.ts`, `workbook.ts`) and the sample are imported by their own paths: they are large. */

export * from './contact.ts'
export * from './model.ts'
export * from './resolve.ts'
export * from './snapshot.ts'
