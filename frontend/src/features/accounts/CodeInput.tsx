/** The field for a code of the second factor. */
import { TextInput, type TextInputProps } from '@mantine/core'

/** Takes a code from the app, or a recovery code; browsers and password managers may fill it in. */
export function CodeInput(props: TextInputProps) {
  return (
    <TextInput
      label="Code"
      name="code"
      description="Six digits from your authenticator app, or one of your recovery codes"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={32}
      {...props}
    />
  )
}
