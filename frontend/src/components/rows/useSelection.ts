/** The rows of a page that are selected. */
import { useState } from 'react'
import { nothingSelected, type Selection } from '@/lib/selection'

/** A selection that ends when the filter changes: nobody is to change rows that they do not see any more. */
export function useSelection(filter: string): [Selection, (selection: Selection) => void] {
  const [state, setState] = useState({ filter, selection: nothingSelected })
  const selection = state.filter === filter ? state.selection : nothingSelected
  return [
    selection,
    (next) => {
      setState({ filter, selection: next })
    },
  ]
}
