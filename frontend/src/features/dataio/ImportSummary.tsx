/** What an import came to. */
import { Alert, Group, Table, Text } from '@mantine/core'
import type { Import } from '@/api/types'
import { Instant } from '@/components/Instant'
import { LinkButton } from '@/components/Links'
import { Panel } from '@/components/Panel'
import { outcomeLabels, outcomes } from './results'
import classes from './ImportSummary.module.css'
import { UndoButton } from './UndoButton'

/** Counts by what became of the rows, with their numbers; where to go from here, and the way back. */
export function ImportSummary({ one }: { one: Import }) {
  const { summary, problem } = one
  if (summary === null) return null
  const { jobs, applications, row_numbers } = summary
  const happened = outcomes.filter((outcome) => jobs[outcome] + applications[outcome] > 0)
  const hasApplications = outcomes.some((outcome) => applications[outcome] > 0)
  const isMany = new Set(row_numbers.map(({ table }) => table)).size > 1
  return (
    <>
      {problem && (
        <Alert color={problem.code === 'cancelled' ? 'gray' : 'red'} title="It was not undone">
          <Text size="sm">{problem.message}</Text>
          {problem.code === 'changed_since' && (
            <Group mt="sm">
              <UndoButton of={one} keepChanged label="Undo the rest" size="xs" />
            </Group>
          )}
        </Alert>
      )}
      <Panel title="Imported" action={<UndoButton of={one} size="xs" label="Undo the import" />}>
        <div data-testid="import-summary">
          <Table withRowBorders={false} verticalSpacing={4} className={classes.counts}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Text size="sm" c="dimmed">
                    Result
                  </Text>
                </Table.Th>
                <Table.Th className={classes.number}>Postings</Table.Th>
                {hasApplications && <Table.Th className={classes.number}>Applications</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {happened.map((outcome) => {
                const rows = row_numbers.filter((row) => row.outcome === outcome)
                return (
                  <Table.Tr key={outcome}>
                    <Table.Th scope="row">
                      {outcomeLabels[outcome]}
                      {rows.map(({ table, rows: numbers }) => (
                        <Text key={table} size="xs" c="dimmed" fw={400} lineClamp={2} title={numbers}>
                          {isMany && `${table}: `}
                          {/[-,]/.test(numbers) ? 'rows' : 'row'} {numbers}
                        </Text>
                      ))}
                    </Table.Th>
                    <Table.Td className={classes.number}>{jobs[outcome].toLocaleString()}</Table.Td>
                    {hasApplications && (
                      <Table.Td className={classes.number}>{applications[outcome].toLocaleString()}</Table.Td>
                    )}
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
          {happened.length === 0 && <Text size="sm">The file had no rows to import.</Text>}
        </div>
        <Group gap="xs">
          <LinkButton to="/jobs">See the jobs</LinkButton>
          {hasApplications && (
            <LinkButton to="/applications" variant="default">
              See the applications
            </LinkButton>
          )}
          {one.can_be_undone_until !== null && (
            <Text size="sm" c="dimmed">
              It can be undone until <Instant at={one.can_be_undone_until} />.
            </Text>
          )}
        </Group>
      </Panel>
    </>
  )
}
