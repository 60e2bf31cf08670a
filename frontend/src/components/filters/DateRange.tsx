/** Days between which something lies. */
import { Fieldset, SimpleGrid } from '@mantine/core'
import classes from './filters.module.css'
import { PausedInput } from './PausedInput'

interface DateRangeProps {
  legend: string
  from: string | undefined
  to: string | undefined
  onChange: (range: { from?: string | undefined; to?: string | undefined }) => void
}

/** Two days, both inclusive, each of which may be left out. */
export function DateRange({ legend, from, to, onChange }: DateRangeProps) {
  return (
    <Fieldset
      legend={legend}
      variant="unstyled"
      classNames={{ root: classes.section, legend: classes.legend }}
    >
      <SimpleGrid cols={2} spacing="xs">
        <PausedInput
          type="date"
          label="From"
          max={to}
          value={from}
          onChange={(day) => {
            onChange({ from: day, to })
          }}
        />
        <PausedInput
          type="date"
          label="To"
          min={from}
          value={to}
          onChange={(day) => {
            onChange({ from, to: day })
          }}
        />
      </SimpleGrid>
    </Fieldset>
  )
}
