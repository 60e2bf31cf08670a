/** Which rows of a list are selected. Pure. */

/** The most rows that the API changes at once. */
export const selectionLimit = 1000

export interface Selection {
  ids: ReadonlySet<number>
  /** How many rows the filter leaves, where all of them are selected, loaded or not. */
  allOf: number | null
  /** Where a range begins that is selected next. */
  anchor: number | null
}

export const nothingSelected: Selection = { ids: new Set(), allOf: null, anchor: null }

/** How many rows are selected. */
export function sizeOf(selection: Selection): number {
  return selection.allOf ?? selection.ids.size
}

/** True for a row that is selected. */
export function isSelected(selection: Selection, id: number): boolean {
  return selection.allOf !== null || selection.ids.has(id)
}

/** Takes a row in, or out; out of all rows that match, what is loaded of them stays selected but for this one. */
export function toggle(selection: Selection, id: number, loaded: readonly number[]): Selection {
  const ids = new Set(selection.allOf === null ? selection.ids : loaded)
  if (!ids.delete(id)) ids.add(id)
  return { ids, allOf: null, anchor: id }
}

/** Takes in everything between the row that was toggled last and this one; this one alone where that one is gone. */
export function extend(selection: Selection, id: number, loaded: readonly number[]): Selection {
  const from = loaded.indexOf(selection.anchor ?? -1)
  const to = loaded.indexOf(id)
  const range = from < 0 || to < 0 ? [id] : loaded.slice(Math.min(from, to), Math.max(from, to) + 1)
  return {
    ids: new Set([...selection.ids, ...range]),
    allOf: selection.allOf,
    anchor: from < 0 ? id : selection.anchor,
  }
}

/** Selects what is loaded, or nothing where all of that is selected already. */
export function toggleLoaded(selection: Selection, loaded: readonly number[]): Selection {
  const isFull = selection.allOf !== null || loaded.every((id) => selection.ids.has(id))
  return isFull ? nothingSelected : { ids: new Set([...selection.ids, ...loaded]), allOf: null, anchor: null }
}

/** Selects everything that the filter leaves. */
export function selectAllOf(count: number): Selection {
  return { ids: new Set(), allOf: count, anchor: null }
}

/** The selection after a row was ticked: alone, or with Shift as the end of a range that begins at `from` if nothing else. */
export function tick(
  selection: Selection,
  id: number,
  loaded: readonly number[],
  range?: { from: number | undefined },
): Selection {
  if (!range) return toggle(selection, id, loaded)
  return extend({ ...selection, anchor: selection.anchor ?? range.from ?? null }, id, loaded)
}
