import { describe, expect, it } from 'vitest'
import { sampleDirectory } from '../../directory/sample/index.ts'
import { otherIssuerFindings } from './other-issuer.ts'

const directory = sampleDirectory()
const SO = 'unt_so-gddt-ha-noi'
const PGD = 'unt_pgd-dong-da'
const header = { number: '1/KH', place: '', date: '2021-01-14', title: 'Công tác thi đua', year: 2021 }
const found = (issuer: string, issuerUnit: string) =>
  otherIssuerFindings({ issuerUnit, header: { ...header, issuer } }, directory, '2021-01-14')

describe('a document given in by an officer', () => {
  it.each([
    ['SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI', SO],
    ['Sở GD&ĐT Hà Nội', SO],
    ['Hội đồng Thi đua - Khen thưởng Ngành', SO],
    ['Văn phòng Sở', SO],
    ['Phòng GD&ĐT quận Đống Đa', PGD],
    ['Phòng Giáo dục và Đào tạo', PGD],
  ])('of "%s" is that of %s', (issuer, unit) => expect(found(issuer, unit)).toEqual([]))

  it.each(['', 'Một nơi danh bạ không có tên'])('whose issuer "%s" says nothing to the directory is not asked about', (issuer) =>
    expect(found(issuer, PGD)).toEqual([]),
  )

  it.each([
    ['Sở Giáo dục và Đào tạo Hà Nội', PGD],
    ['Phòng Giáo dục và Đào tạo quận Long Biên', PGD],
    ['Phòng Giáo dục và Đào tạo quận Đống Đa', SO],
    ['UBND thành phố Hà Nội', SO],
  ])('of "%s", given in for %s, must be confirmed: mails would go out in the wrong name', (issuer, unit) => {
    expect(found(issuer, unit)).toMatchObject([{ code: 'OTHER_ISSUER', severity: 'confirm', about: 'header.issuer' }])
    expect(found(issuer, unit)[0]?.sentence).toContain(`“${issuer}”`)
    expect(found(issuer, unit)[0]?.sentence).toContain(directory.unit(unit as typeof PGD)?.name)
  })
})
