/** Bad rows of a file. */
import { Button, Paper, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { RowProblem } from '@/api/problem'

/** As many rows as a browser draws without a pause. */
const step = 200

/** Every bad cell with its row, column and reason. */
export function RowProblems({ rows }: { rows: readonly RowProblem[] }) {
  const [shown, setShown] = useState(step)
  return (
    <Paper p="lg">
      <Title order={2} mb="xs">
        {rows.length === 1
          ? 'One cell is wrong'
          : `${new Intl.NumberFormat().format(rows.length)} cells are wrong`}
      </Title>
      <Table.ScrollContainer
        minWidth={480}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Wrong cells' } }}
      >
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={56} style={{ whiteSpace: 'nowrap' }}>
                Row
              </Table.Th>
              <Table.Th>Column</Table.Th>
              <Table.Th>Value</Table.Th>
              <Table.Th>Reason</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, shown).map((problem, index) => (
              <Table.Tr key={index}>
                <Table.Td>{problem.row}</Table.Td>
                <Table.Td>{problem.column}</Table.Td>
                <Table.Td>
                  <Text size="sm" lineClamp={2}>
                    {problem.value}
                  </Text>
                </Table.Td>
                <Table.Td>{problem.message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length > shown && (
        <Button
          mt="sm"
          variant="default"
          onClick={() => {
            setShown(shown + step)
          }}
        >
          Show more
        </Button>
      )}
    </Paper>
  )
}
