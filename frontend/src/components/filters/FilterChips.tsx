/** What a list is narrowed to, in words. */
import { Button, CloseButton, Group } from '@mantine/core'
import classes from './filters.module.css'

/** One filter that is set. */
export interface FilterChip {
  label: string
  /** Takes it out. */
  remove: () => void
}

/** A chip for each filter, which takes it out, and one button for all of them. */
export function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear: () => void }) {
  if (chips.length === 0) return null
  return (
    <Group gap={6} component="ul" className={classes.chips} aria-label="Filters that are set">
      {chips.map(({ label, remove }) => (
        <li key={label} className={classes.chip}>
          {label}
          <CloseButton size="sm" aria-label={`Remove the filter ${label}`} onClick={remove} />
        </li>
      ))}
      <li>
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </Group>
  )
}
