import { describe, expect, it } from 'vitest'
import contract from '@/api/schema.d.ts?raw'
import { columnLabels, columnsOf, fieldsOf, moveTo, printedColumns } from './export-columns'

describe('the columns of a file', () => {
  it('are those that the server has, in its order', () => {
    for (const labels of Object.values(columnLabels))
      expect(contract).toContain(`else all: ${Object.keys(labels).join(', ')}.`)
  })

  it('are all of them at first, which needs no saying', () => {
    const columns = columnsOf('jobs')
    expect(columns.every(({ isChosen }) => isChosen)).toBe(true)
    expect(fieldsOf('jobs', columns)).toBeUndefined()
  })

  it('are kept in the order in which they were chosen', () => {
    const fields = ['company', 'title']
    const columns = columnsOf('jobs', fields)
    expect(columns.slice(0, 3)).toEqual([
      { name: 'company', isChosen: true },
      { name: 'title', isChosen: true },
      { name: 'id', isChosen: false },
    ])
    expect(columns).toHaveLength(columnsOf('jobs').length)
    expect(fieldsOf('jobs', columns)).toEqual(fields)
  })

  it('forget names that no column has, and repetitions', () => {
    expect(fieldsOf('jobs', columnsOf('jobs', ['pirate', 'title', 'title']))).toEqual(['title'])
    expect(fieldsOf('jobs', columnsOf('jobs', ['pirate']))).toBeUndefined()
  })

  it('are few where they are printed', () => {
    for (const list of ['jobs', 'applications'] as const)
      expect(fieldsOf(list, columnsOf(list, printedColumns[list]))).toEqual(printedColumns[list])
  })

  it('can be moved, within the list', () => {
    const columns = columnsOf('applications')
    expect(fieldsOf('applications', moveTo(columns, 0, 1))?.slice(0, 2)).toEqual(['job', 'id'])
    expect(moveTo(columns, 0, -1)).toEqual(columns)
    expect(moveTo(columns, 0, columns.length)).toEqual(columns)
  })
})
