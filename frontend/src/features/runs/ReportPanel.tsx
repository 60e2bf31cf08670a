/** Making a report. */
import { Button, Group, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core'
import { FileText } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useToday } from '@/components/useToday'
import { formatDate } from '@/lib/dates'
import { problemDetails } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { Begun } from './Begun'
import { useStartRun } from './queries'
import {
  papers,
  periodOf,
  periodProblem,
  presets,
  usualPaper,
  type Period,
  type Paper,
  type Preset,
} from './report-periods'

/** Asks for the period and the paper, and begins one. */
export function ReportPanel() {
  const today = useToday()
  const start = useStartRun()
  const [preset, setPreset] = useState<Preset>('this_month')
  const [own, setOwn] = useState(() => periodOf('this_month', today))
  const [paper, setPaper] = useState<Paper>(() => usualPaper(navigator.language))
  const period = preset === 'custom' ? own : periodOf(preset, today)
  const problem = periodProblem(period)

  const begin = (event: SyntheticEvent) => {
    event.preventDefault()
    if (problem !== null) return
    start.mutate({ kind: 'report', parameters: { ...period, paper } })
  }

  return (
    <Panel title="Report">
      <Text size="sm" c="dimmed">
        A PDF of your search, for an adviser or an office that wants to see it: figures, charts, and each
        application with its history.
      </Text>
      {start.error !== null && (
        <ProblemAlert
          error={start.error}
          title="The report was not begun"
          details={problemDetails(start.error)}
        />
      )}
      <form noValidate onSubmit={begin}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NativeSelect
            label="Period"
            description={preset === 'custom' ? undefined : inWords(period)}
            data={options(presets)}
            value={preset}
            onChange={(event) => {
              const chosen = event.currentTarget.value as Preset
              // The days that were shown last are the ones to begin with.
              if (chosen === 'custom' && period.since !== null) setOwn(period)
              setPreset(chosen)
            }}
          />
          <NativeSelect
            label="Paper"
            data={options(papers)}
            value={paper}
            onChange={(event) => {
              setPaper(event.currentTarget.value as Paper)
            }}
          />
          {preset === 'custom' && (
            <>
              <TextInput
                type="date"
                label="From"
                value={own.since ?? ''}
                max={own.until}
                onChange={(event) => {
                  setOwn({ ...own, since: event.currentTarget.value })
                }}
              />
              <TextInput
                type="date"
                label="To"
                value={own.until}
                min={own.since ?? undefined}
                error={problem}
                onChange={(event) => {
                  setOwn({ ...own, until: event.currentTarget.value })
                }}
              />
            </>
          )}
        </SimpleGrid>
        <Group mt="md">
          <Button
            type="submit"
            leftSection={<FileText size={16} aria-hidden />}
            loading={start.isPending}
            disabled={problem !== null}
          >
            Make a report
          </Button>
          <Begun isBegun={start.isSuccess} />
        </Group>
      </form>
    </Panel>
  )
}

function inWords({ since, until }: Period): string {
  return since === null ? `Until ${formatDate(until)}` : `${formatDate(since)} – ${formatDate(until)}`
}
