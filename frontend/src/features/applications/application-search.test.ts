import { describe, expect, it } from 'vitest'
import { applicationChips } from './application-chips'
import { readApplicationSearch, toApplicationFilter, toApplicationView } from './application-search'

describe('the URL of the list of applications', () => {
  it('keeps what is valid and drops the rest', () => {
    const raw = {
      status: ['offer', 'hired', 'applied'],
      is_open: 'perhaps',
      job: '17; drop',
      applied_to: 'soon',
    }
    expect(readApplicationSearch(raw)).toEqual({ status: ['applied', 'offer'] })
  })

  it('becomes a filter in the words of the API', () => {
    expect(
      toApplicationFilter({ status: ['applied'], is_open: 'true', job: '17', ordering: 'title' }),
    ).toEqual({
      status: ['applied'],
      is_open: ['true'],
      job: ['17'],
    })
  })

  it('comes back out of a saved view as it went in', () => {
    const search = readApplicationSearch({
      entered: ['interview'],
      entered_from: '2026-05-01',
      ordering: 'company',
    })
    expect(readApplicationSearch(toApplicationView(search))).toEqual(search)
  })

  it('is told in chips, the stage that was reached with its days as one', () => {
    const search = readApplicationSearch({
      status: 'rejected',
      entered: ['interview', 'offer'],
      entered_from: '2026-05-01',
    })
    const chips = applicationChips(search)
    expect(chips.map(({ label }) => label)).toEqual([
      'Rejected',
      expect.stringMatching(/^Reached Interview or Offer from/),
    ])
    expect(chips[1]?.without).toEqual({ status: ['rejected'] })
  })
})
