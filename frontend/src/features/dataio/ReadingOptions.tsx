/** How a file is read, for those who know better. */
import { Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Import, ImportTable } from '@/api/types'
import { toastProblem } from '@/components/toast'
import { options } from '@/lib/job-labels'
import { dateOrderLabels, dateOrders } from './date-order'
import { useImportActions } from './import-queries'
import { delimiterLabels, encodingLabels, nameOfTable } from './import-words'

/** Stands for "find it out" in fields whose values are texts. */
const detect = ''
const headerRows = 20

/** Encoding, delimiter, the row of the names, and the order of dates; each found out unless it is said. */
export function ReadingOptions({ one }: { one: Import }) {
  const { change } = useImportActions(one.id)
  const { encoding, delimiter, header_row } = one.options
  const [values, setValues] = useState({
    encoding: encoding ?? detect,
    delimiter: delimiter ?? detect,
    header: header_row === null ? detect : String(header_row),
  })
  const [orders, setOrders] = useState<Readonly<Record<string, string>>>({})
  const { tables } = one
  const first = tables[0]
  // A file that could not be read may be anything.
  const isText = tables.length === 0 || tables.some((table) => table.encoding !== null)
  const isSeparated = tables.length === 0 || tables.some((table) => table.delimiter !== null)
  const hasHeader = tables.length === 0 || tables.some((table) => table.header_row !== null)
  const dated = tables.filter(
    (table) => table.date_order !== null || Object.keys(table.ambiguous_dates).length > 0,
  )

  const found = (value: string | undefined, isSaid: boolean) =>
    value === undefined || isSaid || tables.length > 1 ? 'Find it out' : `As found: ${value}`
  const set = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      setValues({ ...values, [name]: event.currentTarget.value })
    },
  })
  const send = () => {
    change.mutate(
      {
        options: {
          encoding: (values.encoding || null) as typeof encoding,
          delimiter: (values.delimiter || null) as typeof delimiter,
          header_row: values.header === detect ? null : Number(values.header),
        },
        tables: Object.entries(orders).map(([name, order]) => ({
          name,
          date_order: (order || null) as ImportTable['date_order'],
        })),
      },
      {
        onError: (error) => {
          toastProblem(error, 'The file was not read again')
        },
      },
    )
  }
  if (!isText && !isSeparated && !hasHeader && dated.length === 0) return null
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {isText && (
          <NativeSelect
            label="Encoding"
            data={[
              { value: detect, label: found(wordOf(encodingLabels, first?.encoding), encoding !== null) },
              ...options(encodingLabels),
            ]}
            {...set('encoding')}
          />
        )}
        {isSeparated && (
          <NativeSelect
            label="Between cells"
            data={[
              { value: detect, label: found(wordOf(delimiterLabels, first?.delimiter), delimiter !== null) },
              ...options(delimiterLabels),
            ]}
            {...set('delimiter')}
          />
        )}
        {hasHeader && (
          <NativeSelect
            label="Names of the columns"
            data={[
              {
                value: detect,
                label: found(
                  typeof first?.header_row === 'number' ? rowInWords(first.header_row) : undefined,
                  header_row !== null,
                ),
              },
              ...Array.from({ length: headerRows + 1 }, (_, row) => ({
                value: String(row),
                label: rowInWords(row),
              })),
            ]}
            {...set('header')}
          />
        )}
        {dated.map((table) => (
          <NativeSelect
            key={table.name}
            label={tables.length > 1 ? `Dates in ${nameOfTable(table)}` : 'Dates'}
            value={orders[table.name] ?? table.date_order ?? detect}
            onChange={(event) => {
              setOrders({ ...orders, [table.name]: event.currentTarget.value })
            }}
            data={[
              { value: detect, label: 'Find it out' },
              ...dateOrders.map((order) => ({ value: order, label: dateOrderLabels[order] })),
            ]}
          />
        ))}
      </SimpleGrid>
      <Group>
        <Button variant="default" size="xs" loading={change.isPending} onClick={send}>
          Read the file again
        </Button>
      </Group>
    </Stack>
  )
}

function wordOf(
  labels: Readonly<Record<string, string>>,
  name: string | null | undefined,
): string | undefined {
  return name === null || name === undefined ? undefined : (labels[name] ?? name)
}

function rowInWords(row: number): string {
  return row === 0 ? 'There are none' : `In row ${row}`
}
