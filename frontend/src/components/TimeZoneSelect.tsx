/** A choice of time zone. */
import { Select, type SelectProps } from '@mantine/core'

interface TimeZoneSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  /** IANA name. */
  value: string
  onChange: (zone: string) => void
}

/** A searchable list of the zones that the browser knows. */
export function TimeZoneSelect({ value, onChange, ...props }: TimeZoneSelectProps) {
  // The browser leaves aliases such as UTC out of its list; the one that is set must be there all the same.
  const zones = [...new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Select
      label="Time zone"
      searchable
      allowDeselect={false}
      limit={50}
      nothingFoundMessage="No such zone"
      {...props}
      data={zones}
      value={value}
      onChange={(zone) => {
        if (zone !== null) onChange(zone)
      }}
    />
  )
}
