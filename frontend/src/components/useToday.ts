/** Which day it is. */
import { useEffect, useState } from 'react'
import { dateInZone } from '@/lib/dates'
import { untilMidnight } from '@/lib/days'
import { usePreferences } from '@/lib/preferences'

/** The date (`2026-03-20`) in the person's zone; at midnight there it becomes the next one. */
export function useToday(): string {
  const { timeZone } = usePreferences()
  const [now, setNow] = useState(() => new Date())

  useEffect(() => {
    const look = () => {
      setNow(new Date())
    }
    const timer = setTimeout(look, untilMidnight(now, timeZone))
    // A timer stands still while the machine sleeps.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [now, timeZone])

  return dateInZone(now, timeZone)
}
