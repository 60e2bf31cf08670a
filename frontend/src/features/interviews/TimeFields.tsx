/** The fields for the time of an interview. */
import { NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { TimeZoneSelect } from '@/components/TimeZoneSelect'
import { offsetsOf } from '@/lib/wall-clock'
import type { TimeValues } from './interview-form-values'

interface TimeFieldsProps {
  values: TimeValues
  errors: Readonly<Record<string, ReactNode>>
  onChange: (change: Partial<TimeValues>) => void
}

const longestMinutes = 31 * 24 * 60

/** Beginning, length and zone; and which of the two, where the zone's clocks show the time twice. */
export function TimeFields({ values, errors, onChange }: TimeFieldsProps) {
  const { starts_at, duration_minutes, time_zone, offset } = values
  const offsets = offsetsOf(starts_at, time_zone)
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput
        label="Starts"
        type="datetime-local"
        required
        data-autofocus
        value={starts_at}
        error={errors.starts_at}
        onChange={(event) => {
          onChange({ starts_at: event.currentTarget.value })
        }}
      />
      <NumberInput
        label="Length in minutes"
        required
        min={1}
        max={longestMinutes}
        step={15}
        allowDecimal={false}
        value={duration_minutes}
        error={errors.duration_minutes}
        onChange={(value) => {
          onChange({ duration_minutes: value })
        }}
      />
      <TimeZoneSelect
        value={time_zone}
        error={errors.time_zone}
        onChange={(zone) => {
          onChange({ time_zone: zone })
        }}
      />
      {offsets.length > 1 && (
        <NativeSelect
          label="Which of the two?"
          description="The clocks are set back: they show this time twice."
          data={offsets.map((value, index) => ({
            value,
            label: `${index === 0 ? 'The first' : 'The second'} (UTC${value})`,
          }))}
          value={offset}
          onChange={(event) => {
            onChange({ offset: event.currentTarget.value })
          }}
        />
      )}
    </SimpleGrid>
  )
}
