/** Fields for passwords. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** What the server asks of a password, in words. */
export const passwordHint = 'At least 10 characters, and not a common password.'

/** Takes a password, which can be shown; Mantine's own says neither to a screen reader. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      autoComplete="current-password"
      aria-invalid={Boolean(props.error)}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      {...props}
    />
  )
}

/** Takes a new password, which password managers may propose. */
export function NewPasswordField(props: PasswordInputProps) {
  return (
    <PasswordField label="New password" description={passwordHint} autoComplete="new-password" {...props} />
  )
}
