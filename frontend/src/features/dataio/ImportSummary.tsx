/** What an import came to. */
import { Badge, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import type { ImportResult } from '@/api/types'
import { LinkButton } from '@/components/Links'

/** Counts, and where each column of the file went. */
export function ImportSummary({ result }: { result: ImportResult }) {
  const number = new Intl.NumberFormat()
  return (
    <Paper p="lg" mt="md" data-testid="import-summary">
      <Stack>
        <Title order={2}>{result.file_name} is in</Title>
        <SimpleGrid cols={{ base: 2, xs: 4 }}>
          <Figure label="Rows" value={number.format(result.rows)} />
          <Figure label="Created" value={number.format(result.created)} />
          <Figure label="Unchanged" value={number.format(result.unchanged)} />
          <Figure
            label="Seconds"
            value={new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(result.seconds)}
          />
        </SimpleGrid>
        {result.columns.length > 0 && (
          <Table withRowBorders={false} verticalSpacing={4} maw={480}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column of the file</Table.Th>
                <Table.Th>Became</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {result.columns.map(({ column, field }) => (
                <Table.Tr key={column}>
                  <Table.Td>{column}</Table.Td>
                  <Table.Td>{field.replaceAll('_', ' ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {result.columns_in_notes.length > 0 && (
          <Group gap="xs">
            <Text size="sm">Kept in the notes:</Text>
            {result.columns_in_notes.map((column) => (
              <Badge key={column} color="gray">
                {column}
              </Badge>
            ))}
          </Group>
        )}
        <Group>
          <LinkButton to="/jobs">See the jobs</LinkButton>
        </Group>
      </Stack>
    </Paper>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="xl" fw={650}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </div>
  )
}
