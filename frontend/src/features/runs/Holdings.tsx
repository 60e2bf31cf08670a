/** What a backup holds, kind by kind. */
import { Table, Text } from '@mantine/core'
import type { RestoreResult } from '@/api/types'
import { holdingsOf } from './restore-words'

/** How many rows of each kind are added; beside it how many were there already, where any were. */
export function Holdings({ result }: { result: RestoreResult }) {
  const holdings = holdingsOf(result)
  const hasKept = holdings.some(({ kept }) => kept > 0)
  if (holdings.length === 0) return <Text size="sm">There is nothing in it but the profile.</Text>
  return (
    <Table verticalSpacing={4} maw={480} style={{ fontVariantNumeric: 'tabular-nums' }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>In the backup</Table.Th>
          <Table.Th ta="right">{result.is_dry_run ? 'New here' : 'Added'}</Table.Th>
          {hasKept && <Table.Th ta="right">There already</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {holdings.map(({ table, label, added, kept }) => (
          <Table.Tr key={table}>
            <Table.Td>{label}</Table.Td>
            <Table.Td ta="right">{added.toLocaleString()}</Table.Td>
            {hasKept && <Table.Td ta="right">{kept.toLocaleString()}</Table.Td>}
          </Table.Tr>
        ))}
        {result.files > 0 && (
          <Table.Tr>
            <Table.Td>Attached files</Table.Td>
            <Table.Td ta="right">{result.files.toLocaleString()}</Table.Td>
            {hasKept && <Table.Td />}
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  )
}
