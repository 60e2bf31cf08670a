/** A field of a filter. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { usePausedValue } from '../usePausedValue'

interface PausedInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** Reports what is typed after a pause, so that the list does not follow each digit. */
export function PausedInput({ value, onChange, ...props }: PausedInputProps) {
  const [typed, type] = usePausedValue(
    value ?? '',
    (text) => {
      onChange(text || undefined)
    },
    500,
  )
  return (
    <TextInput
      size="xs"
      {...props}
      value={typed}
      onChange={(event) => {
        type(event.currentTarget.value)
      }}
    />
  )
}
