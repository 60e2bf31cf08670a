import { describe, expect, it } from 'vitest'
import { isSelected, nothingSelected, selectAllOf, sizeOf, tick, toggleLoaded } from './selection'

const loaded = [10, 20, 30, 40, 50]

describe('a selection of rows', () => {
  it('takes rows in and out', () => {
    const one = tick(nothingSelected, 20, loaded)
    expect([...one.ids]).toEqual([20])
    expect(sizeOf(tick(one, 20, loaded))).toBe(0)
  })

  it('reaches from the row ticked last to the one ticked with Shift, in either direction', () => {
    const down = tick(tick(nothingSelected, 20, loaded), 40, loaded, { from: undefined })
    expect([...down.ids]).toEqual([20, 30, 40])
    expect([...tick(down, 10, loaded, { from: undefined }).ids].sort()).toEqual([10, 20, 30, 40])
  })

  it('begins a range at the row with the focus where none was ticked', () => {
    expect([...tick(nothingSelected, 40, loaded, { from: 30 }).ids]).toEqual([30, 40])
  })

  it('ticks one row alone where the other end of the range is not in memory any more', () => {
    const far = tick(tick(nothingSelected, 5, loaded), 30, loaded, { from: undefined })
    expect([...far.ids]).toEqual([5, 30])
  })

  it('takes in all that is loaded, then nothing', () => {
    const all = toggleLoaded(tick(nothingSelected, 20, loaded), loaded)
    expect(sizeOf(all)).toBe(5)
    expect(toggleLoaded(all, loaded)).toEqual(nothingSelected)
  })

  it('of everything that matches has rows that are not loaded, until one is taken out', () => {
    const all = selectAllOf(412)
    expect(sizeOf(all)).toBe(412)
    expect(isSelected(all, 999)).toBe(true)
    expect([...tick(all, 20, loaded).ids]).toEqual([10, 30, 40, 50])
  })
})
