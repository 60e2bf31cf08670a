/** Which column of the file is what. */
import { Accordion, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportTable, ImportTarget } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { targetsQuery } from './import-queries'
import { nameOfTable, someOf } from './import-words'
import { columnsNotImported, countChanges, missingTargets, noDraft, type Draft } from './mapping'
import { MappingTable } from './MappingTable'

interface MappingPanelProps {
  tables: readonly ImportTable[]
  draft: Draft
  onDraft: (draft: Draft) => void
  isReading: boolean
  onSend: () => void
}

/** The columns of each table with samples and targets; what is changed shows in the preview once it is read anew. */
export function MappingPanel({ tables, draft, onDraft, isReading, onSend }: MappingPanelProps) {
  const targets = useQuery(targetsQuery)
  // Of several tables those that need a look are open at first.
  const [open, setOpen] = useState<string[] | null>(null)
  const changes = countChanges(draft)
  const isMissing = (table: ImportTable) => missingTargets(draft, table, targets.data ?? []).length > 0
  if (tables.length === 0) return null
  return (
    <Panel title="Columns">
      <Text size="sm" c="dimmed">
        What each column of the file becomes. Your choice is remembered for files with the same columns.
      </Text>
      {targets.isPending && <LoadingRows count={4} />}
      {targets.isLoadingError && (
        <ProblemAlert error={targets.error} onRetry={() => void targets.refetch()} />
      )}
      {targets.data &&
        (tables.length === 1 ? (
          tables.map((table) => (
            <div key={table.name}>
              <Lack table={table} draft={draft} targets={targets.data} />
              <MappingTable
                table={table}
                targets={targets.data}
                draft={draft}
                onDraft={onDraft}
                isReading={isReading}
              />
            </div>
          ))
        ) : (
          <Accordion
            multiple
            variant="separated"
            order={3}
            value={open ?? tables.filter(isMissing).map(({ name }) => name)}
            onChange={setOpen}
          >
            {tables.map((table) => (
              <Accordion.Item key={table.name} value={table.name}>
                <Accordion.Control>
                  <Text size="sm" fw={600}>
                    {nameOfTable(table)}
                  </Text>
                  <Lack table={table} draft={draft} targets={targets.data} />
                </Accordion.Control>
                <Accordion.Panel>
                  <MappingTable
                    table={table}
                    targets={targets.data}
                    draft={draft}
                    onDraft={onDraft}
                    isReading={isReading}
                  />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        ))}
      {changes > 0 && (
        <Group gap="xs">
          <Button loading={isReading} onClick={onSend}>
            Update the preview
          </Button>
          <Button
            variant="subtle"
            disabled={isReading}
            onClick={() => {
              onDraft(noDraft)
            }}
          >
            {changes === 1 ? 'Discard the change' : `Discard ${changes} changes`}
          </Button>
        </Group>
      )}
    </Panel>
  )
}

const namesShown = 6

/** What is not imported, and what is missing, in a line. */
function Lack({
  table,
  draft,
  targets,
}: {
  table: ImportTable
  draft: Draft
  targets: readonly ImportTarget[]
}) {
  const missing = missingTargets(draft, table, targets)
  const not = columnsNotImported(draft, table)
  return (
    <>
      {missing.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          No column is {someOf(missing, missing.length)} yet: choose one below.
        </Text>
      )}
      <Text size="sm">
        {not.length === 0
          ? `All ${table.columns.length} columns are imported.`
          : `${not.length} of ${table.columns.length} columns ${not.length === 1 ? 'is' : 'are'} not imported: ${someOf(not, namesShown)}.`}
      </Text>
    </>
  )
}
