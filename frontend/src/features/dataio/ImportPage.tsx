/** Bringing postings in from a file. */
import { Box, Stack } from '@mantine/core'
import { asProblem } from '@/api/problem'
import { FilePicker } from '@/components/FilePicker'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ImportSummary } from './ImportSummary'
import { useImportFile } from './queries'
import { RowProblems } from './RowProblems'
import { SampleDataPanel } from './SampleDataPanel'

/** Takes a CSV file, and shows what became of it: everything came in, or nothing with the reasons by row. */
export function ImportPage() {
  const upload = useImportFile()
  const problem = upload.error ? asProblem(upload.error) : null
  return (
    <Box maw={860}>
      <PageHeader
        title="Import"
        description="A CSV file with one posting in each row. The same file twice adds nothing."
      />
      <Stack>
        <div>
          <FilePicker
            label={upload.isPending ? 'Importing…' : 'Choose a CSV file, or drop it here'}
            accept=".csv,text/csv"
            hint="Every row is checked first. If one is wrong, nothing is written."
            isBusy={upload.isPending}
            onChoose={(file) => {
              upload.mutate(file)
            }}
          />
          <div aria-live="polite">{upload.data && <ImportSummary result={upload.data} />}</div>
        </div>
        {problem && <ProblemAlert error={problem} title="Nothing was imported" />}
        {problem && problem.rows.length > 0 && <RowProblems rows={problem.rows} />}
        <SampleDataPanel />
      </Stack>
    </Box>
  )
}
