/** A choice of currency. */
import { Select, type SelectProps } from '@mantine/core'

/** A searchable list of the ISO 4217 codes that the browser knows, with their names. */
export function CurrencySelect(props: Omit<SelectProps, 'data'>) {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' })
  const codes = Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code) ?? code}`,
  }))
  return <Select searchable limit={50} nothingFoundMessage="No such currency" {...props} data={codes} />
}
