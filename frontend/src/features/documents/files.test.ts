import { describe, expect, it } from 'vitest'
import { fileProblem, kindFrom, titleFrom } from './files'

describe('a file before it is sent', () => {
  it('is told what is wrong with it', () => {
    expect(fileProblem({ name: 'cv.pdf', size: 0 }, 100)).toBe('The file is empty.')
    expect(fileProblem({ name: 'page.html', size: 10 }, 100)).toContain('It has to be PDF')
    expect(fileProblem({ name: 'cv.pdf', size: 2048 }, 1024)).toBe('It takes 2 kB; 1 kB is the most.')
    expect(fileProblem({ name: 'CV.PDF', size: 100 }, 100)).toBeNull()
    expect(fileProblem({ name: 'cv without an end', size: 100 }, undefined)).toBeNull()
  })

  it('has a title by its name', () => {
    expect(titleFrom('CV_Ada__Lovelace 2026.pdf')).toBe('CV Ada Lovelace 2026')
    expect(titleFrom('.md')).toBe('')
  })

  it('has a kind by its name', () => {
    expect(kindFrom('CV_Ada.pdf')).toBe('cv')
    expect(kindFrom('ada-resume.docx')).toBe('cv')
    expect(kindFrom('Cover letter CV.docx')).toBe('cover_letter')
    expect(kindFrom('Arbeitszeugnis.pdf')).toBe('certificate')
    expect(kindFrom('scan.png')).toBe('other')
  })
})
