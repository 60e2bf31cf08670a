/** Typing that is reported after a pause. */
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

/**
 * What stands in a field, a function that changes it and reports it after a pause, and one that changes it and reports
 * nothing. A value changed from outside (Back, a link) replaces what was typed.
 */
export function usePausedValue(
  value: string,
  onChange: (value: string) => void,
  pauseMilliseconds: number,
): [typed: string, type: (typed: string) => void, settle: (text: string) => void] {
  const [typed, setTyped] = useState(value)
  const [reported, setReported] = useState(value)
  if (value !== reported) {
    setReported(value)
    setTyped(value)
  }
  const report = useDebouncedCallback((text: string) => {
    setReported(text)
    onChange(text)
  }, pauseMilliseconds)
  return [
    typed,
    (text) => {
      setTyped(text)
      report(text.trim())
    },
    (text) => {
      report.cancel()
      setTyped(text)
      setReported(text)
    },
  ]
}
