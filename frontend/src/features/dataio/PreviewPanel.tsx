/** What would become of the rows, and the decision to import them. */
import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Import } from '@/api/types'
import { Panel } from '@/components/Panel'
import { toastProblem } from '@/components/toast'
import { planOf, restInWords, type CommitChoices } from './commit-plan'
import { useImportActions } from './import-queries'
import { countAll, countRows } from './import-words'

interface PreviewPanelProps {
  one: Import
  /** Whether something was changed that the preview does not show yet. */
  hasDraft: boolean
}

/** Asks what is to be done with bad and doubtful rows, where there are any, and imports the rest. */
export function PreviewPanel({ one, hasDraft }: PreviewPanelProps) {
  const { commit } = useImportActions(one.id)
  const [choices, setChoices] = useState<CommitChoices>({ mode: 'all_or_nothing', duplicates: 'skip' })
  const { verdicts: counts } = one
  const plan = planOf(counts, choices)
  const rest = restInWords(plan)
  const total = countAll(counts)

  return (
    <Panel title="Import">
      {one.problem && (
        <Alert color={one.problem.code === 'cancelled' ? 'gray' : 'red'} title="Nothing was written">
          {one.problem.message}
        </Alert>
      )}
      {counts.error > 0 && (
        <Radio.Group
          label={`${countRows(counts.error)} ${counts.error === 1 ? 'has an error' : 'have errors'}`}
          value={choices.mode}
          onChange={(mode) => {
            setChoices({ ...choices, mode: mode })
          }}
        >
          <Stack gap={6} mt={6}>
            <Radio
              value="all_or_nothing"
              label="Correct them first, above or in the file. Until then nothing is imported."
            />
            <Radio value="good_rows" label="Leave them out, and import the good rows only." />
          </Stack>
        </Radio.Group>
      )}
      {counts.duplicate > 0 && (
        <Radio.Group
          label={
            counts.duplicate === 1
              ? '1 row probably repeats a posting that is here or in the file'
              : `${countRows(counts.duplicate)} probably repeat postings that are here or in the file`
          }
          value={choices.duplicates}
          onChange={(duplicates) => {
            setChoices({ ...choices, duplicates: duplicates })
          }}
        >
          <Stack gap={6} mt={6}>
            <Radio value="skip" label={counts.duplicate === 1 ? 'Skip it.' : 'Skip them.'} />
            <Radio
              value="create"
              label={counts.duplicate === 1 ? 'Import it as a new posting.' : 'Import them as new postings.'}
            />
          </Stack>
        </Radio.Group>
      )}
      <Group gap="sm">
        <Button
          size="md"
          disabled={plan.obstacle !== null || hasDraft}
          loading={commit.isPending}
          onClick={() => {
            commit.mutate(choices, {
              onError: (error) => {
                toastProblem(error, 'The import was not begun')
              },
            })
          }}
        >
          {plan.written > 0 && plan.obstacle === null ? `Import ${countRows(plan.written)}` : 'Import'}
        </Button>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          {hasDraft
            ? 'Update the preview first: you have changed how the file is read.'
            : total === 0
              ? 'There are no rows to import.'
              : plan.obstacle === 'errors'
                ? `Nothing is imported while ${counts.error === 1 ? 'a row has an error' : 'rows have errors'}.`
                : plan.obstacle === 'nothing'
                  ? `Nothing to import: ${rest}`
                  : rest}
        </Text>
      </Group>
    </Panel>
  )
}
