/** How far something is that takes long, as a bar. */
import { Progress } from '@mantine/core'

interface ProgressBarProps {
  percent: number
  /** The same for those who do not see the bar; the percentage unless it is given. */
  words?: string
  'aria-label'?: string
  'aria-labelledby'?: string
}

/** A bar that moves. */
export function ProgressBar({ percent, words = `${percent} %`, ...label }: ProgressBarProps) {
  return (
    <Progress.Root size="lg">
      <Progress.Section
        // Something is to be seen of it from the beginning.
        value={Math.max(percent, 2)}
        animated
        // Mantine's own words would say what is seen, in place of how far it is.
        withAria={false}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
        {...label}
      />
    </Progress.Root>
  )
}
