/** Making two postings one. */
import { Button, Fieldset, Group, Modal, Radio, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Job } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { differences } from './merge-fields'
import { jobQuery, useMergeJobs } from './queries'

interface MergeDialogProps {
  /** The one that stays, and the other. */
  ids: readonly [kept: number, other: number]
  onClose: () => void
}

/** Asks, side by side, what to take of each. */
export function MergeDialog({ ids, onClose }: MergeDialogProps) {
  const kept = useQuery(jobQuery(ids[0]))
  const other = useQuery(jobQuery(ids[1]))
  const error = kept.error ?? other.error
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Merge two postings"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {kept.data && other.data ? (
        <MergeForm kept={kept.data} other={other.data} onClose={onClose} />
      ) : error ? (
        <ProblemAlert error={error} />
      ) : (
        <Skeleton height={240} />
      )}
    </Modal>
  )
}

function MergeForm({ kept, other, onClose }: { kept: Job; other: Job; onClose: () => void }) {
  const merge = useMergeJobs(kept.id)
  const [taken, setTaken] = useState<readonly string[]>([])
  const rows = differences(kept, other)

  const submit = async () => {
    const take = rows.filter(({ label }) => taken.includes(label)).flatMap(({ fields }) => fields)
    try {
      await merge.mutateAsync({ other: other.id, take })
    } catch {
      // Shown above the fields.
      return
    }
    toastSuccess('Merged. The other posting is in the trash.')
    onClose()
  }

  return (
    <Stack>
      <Text size="sm">
        The posting on the left stays, with the applications and timelines of both; the other goes to the
        trash. What the one that stays does not have is taken from the other.
      </Text>
      {merge.error && <ProblemAlert error={merge.error} title="They were not merged" />}
      {rows.length === 0 && <Text size="sm">They do not contradict each other.</Text>}
      {rows.map(({ label, kept: ours, other: theirs }) => (
        <Fieldset key={label} legend={label} p="xs">
          <Radio.Group
            aria-label={label}
            value={taken.includes(label) ? 'other' : 'kept'}
            onChange={(value) => {
              setTaken(value === 'other' ? [...taken, label] : taken.filter((item) => item !== label))
            }}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
              <Radio
                value="kept"
                label={
                  <Text size="sm" lineClamp={4}>
                    {ours}
                  </Text>
                }
              />
              <Radio
                value="other"
                label={
                  <Text size="sm" lineClamp={4}>
                    {theirs}
                  </Text>
                }
              />
            </SimpleGrid>
          </Radio.Group>
        </Fieldset>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={merge.isPending} onClick={() => void submit()}>
          Merge
        </Button>
      </Group>
    </Stack>
  )
}
