/** Placeholders while a list loads. */
import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'

/** Grey bars in the place of rows that are on their way. */
export function LoadingRows({ count = 8, height = 40 }: { count?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-busy>
      <VisuallyHidden>Loading…</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  )
}
