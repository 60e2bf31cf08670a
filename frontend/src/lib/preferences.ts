/** What the signed-in person prefers, for every component that formats times or proposes a currency. */
import { createContext, useContext } from 'react'

export interface Preferences {
  /** IANA name. */
  timeZone: string
  /** ISO 4217 code. */
  currency: string
}

export const PreferencesContext = createContext<Preferences>({ timeZone: 'UTC', currency: 'USD' })

/** The preferences of the signed-in person. */
export function usePreferences(): Preferences {
  return useContext(PreferencesContext)
}
