/** What a file is to have, and in which format. */
import { Button, Group, NativeSelect, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { ListName, Run } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import type { FilterTexts } from '@/lib/filter-texts'
import { problemDetails } from '@/lib/form-errors'
import { columnsOf, fieldsOf, printedColumns } from './export-columns'
import { downloadPath, formatNames, formats, isMadeAhead, roomProblem, type Format } from './export-formats'
import { ExportColumns } from './ExportColumns'
import { rowCountQuery, useStartRun } from './queries'

/** Rows that can be exported: what the list shows, one of its views, all of it. */
export interface Scope {
  key: string
  label: string
  /** Filters and order, as the list's API takes them. */
  query: FilterTexts
  /** The order in words. */
  order: string
  isFiltered: boolean
}

export interface ExportFormProps {
  list: ListName
  /** What rows are called: "posting", "postings". */
  noun: readonly [one: string, many: string]
  /** The first is what the list shows now. */
  scopes: readonly [Scope, ...Scope[]]
  onStarted: (run: Run) => void
  /** The browser downloads the file by itself. */
  onDownload: () => void
}

/** What was chosen the last time. */
interface Habit {
  format: Format
  fields?: string[]
}

/** Rows, format, columns, one button. */
export function ExportForm({ list, noun, scopes, onStarted, onDownload }: ExportFormProps) {
  const [habit, setHabit] = useLocalStorage<Habit>({
    key: `jobtracker-export-${list}`,
    defaultValue: { format: 'csv' },
    getInitialValueInEffect: false,
  })
  const [key, setKey] = useState(scopes[0].key)
  const [format, setFormat] = useState<Format>(habit.format in formats ? habit.format : 'csv')
  const [own, setOwn] = useState(() => columnsOf(list, habit.fields))
  const start = useStartRun()
  const scope = scopes.find((one) => one.key === key) ?? scopes[0]
  const count = useQuery(rowCountQuery(list, scope.query))
  const isNothing = count.data === 0
  const isUsual = fieldsOf(list, own) === undefined
  const columns = isUsual && format === 'pdf' ? columnsOf(list, printedColumns[list]) : own
  const hasColumns = columns.some(({ isChosen }) => isChosen)

  const chosen = { list, format, query: scope.query, fields: fieldsOf(list, columns) }
  const remember = () => {
    setHabit({ format, fields: fieldsOf(list, own) })
  }
  const begin = async () => {
    remember()
    const { query, fields } = chosen
    const bom = format === 'excel_csv'
    const parameters = { resource: list, format: formats[format].name, query, bom, fields: fields ?? [] }
    try {
      onStarted(await start.mutateAsync({ kind: 'export', parameters }))
    } catch {
      // Stands over the form.
    }
  }
  const problem = roomProblem(format, count.data, chosen.fields?.length)
  const isOff = count.data === undefined || isNothing || !hasColumns || problem !== null

  return (
    <Stack>
      {start.error !== null && (
        <ProblemAlert error={start.error} title="It was not begun" details={problemDetails(start.error)} />
      )}
      <div>
        <NativeSelect
          label={`Which ${noun[1]}`}
          data-autofocus
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value)
          }}
          data={scopes.map(({ key: value, label }) => ({ value, label }))}
        />
        <Text size="sm" c="dimmed" mt={6} role="status">
          {count.isPending && 'Counting…'}
          {count.data !== undefined && inWords(count.data, noun, scope)}
        </Text>
        {count.isLoadingError && <ProblemAlert error={count.error} onRetry={() => void count.refetch()} />}
      </div>
      <Radio.Group
        label="Format"
        value={format}
        onChange={(value) => {
          setFormat(value)
        }}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs" mt={6}>
          {formatNames.map((name) => (
            <Radio key={name} value={name} label={formats[name].label} description={formats[name].hint} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <ExportColumns
        list={list}
        columns={columns}
        isUsual={isUsual}
        onChange={setOwn}
        onReset={() => {
          setOwn(columnsOf(list))
        }}
      />
      {problem !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        {isOff || isMadeAhead(format, count.data) ? (
          <Button
            leftSection={<Download size={16} aria-hidden />}
            disabled={isOff}
            loading={start.isPending}
            onClick={() => void begin()}
          >
            Export
          </Button>
        ) : (
          <Button
            component="a"
            href={downloadPath(chosen)}
            download
            leftSection={<Download size={16} aria-hidden />}
            onClick={() => {
              remember()
              toastSuccess('The download has begun.')
              onDownload()
            }}
          >
            Export
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** "With your filters: 1,204 postings. Order: newest posting." */
function inWords(
  count: number,
  [one, many]: readonly [string, string],
  { isFiltered, order }: Scope,
): string {
  const rows = `${count.toLocaleString()} ${count === 1 ? one : many}`
  const start = isFiltered ? `With these filters: ${rows}.` : `${rows}.`
  return count > 1 ? `${start} Order: ${order}.` : start
}
