import { describe, expect, it } from 'vitest'
import { downloadPath, isMadeAhead, roomProblem } from './export-formats'

describe('an export', () => {
  it('is downloaded with the filters, the order and the columns that were chosen', () => {
    const query = { search: ['a & b'], company: ['X', 'Y'], ordering: ['-posted_on'] }
    const path = downloadPath({ list: 'jobs', format: 'excel_csv', query, fields: ['title', 'company'] })
    const url = new URL(path, 'http://localhost')
    expect(url.pathname).toBe('/api/v1/exports/jobs/')
    expect([...url.searchParams]).toEqual([
      ['format', 'csv'],
      ['bom', 'true'],
      ['fields', 'title,company'],
      ['search', 'a & b'],
      ['company', 'X'],
      ['company', 'Y'],
      ['ordering', '-posted_on'],
    ])
  })

  it('says nothing of columns where it has all of them', () => {
    expect(downloadPath({ list: 'applications', format: 'json', query: {}, fields: undefined })).toBe(
      '/api/v1/exports/applications/?format=json',
    )
  })

  it('says what a PDF has no room for', () => {
    expect(roomProblem('pdf', 8000, 10)).toBeNull()
    expect(roomProblem('pdf', 12, undefined)).toBeNull()
    expect(roomProblem('pdf', 12, 11)).toMatch(/10 columns/)
    expect(roomProblem('pdf', 8001, undefined)).toMatch(/rows/)
    expect(roomProblem('xlsx', 8001, 11)).toBeNull()
  })

  it('is made ahead where that takes its time, and where it is long', () => {
    expect(isMadeAhead('pdf', 1)).toBe(true)
    expect(isMadeAhead('xlsx', 2000)).toBe(false)
    expect(isMadeAhead('xlsx', 2001)).toBe(true)
    expect(isMadeAhead('csv', 50_000)).toBe(false)
    expect(isMadeAhead('csv', 50_001)).toBe(true)
  })
})
