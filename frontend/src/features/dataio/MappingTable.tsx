/** The columns of one table. */
import { Badge, Select, Table, Text } from '@mantine/core'
import { memo, useMemo } from 'react'
import type { ImportTable, ImportTarget } from '@/api/types'
import { notImported, targetOf, targetOptions, withTarget, type Draft } from './mapping'
import classes from './MappingTable.module.css'

interface MappingTableProps {
  table: ImportTable
  targets: readonly ImportTarget[]
  draft: Draft
  onDraft: (draft: Draft) => void
  isReading: boolean
}

/** Each column with samples of its cells, and a field for what it becomes. */
export function MappingTable({ table, targets, draft, onDraft, isReading }: MappingTableProps) {
  const data = useMemo(() => targetOptions(targets), [targets])
  return (
    <Table verticalSpacing={6} className={classes.table} role="table">
      <Table.Thead role="rowgroup" className={classes.head}>
        <Table.Tr role="row">
          <Table.Th role="columnheader">Column</Table.Th>
          <Table.Th role="columnheader">In your file</Table.Th>
          <Table.Th role="columnheader" w={300}>
            Becomes
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {table.columns.map((column) => {
          const target = targetOf(draft, table, column)
          return (
            <Table.Tr
              key={column.name}
              role="row"
              className={classes.row}
              data-unused={target === null || undefined}
            >
              <Table.Th role="rowheader" scope="row" className={classes.name}>
                {column.name}
              </Table.Th>
              <Table.Td role="cell" className={classes.samples}>
                <Samples texts={column.samples} />
              </Table.Td>
              <Table.Td role="cell" className={classes.target}>
                <TargetSelect
                  label={`${column.name} becomes`}
                  data={data}
                  value={target}
                  isChanged={target !== column.target}
                  disabled={isReading}
                  onChange={(chosen) => {
                    onDraft(withTarget(draft, table, column.name, chosen))
                  }}
                />
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}

const samplesShown = 3

const Samples = memo(function Samples({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Empty in the first rows
      </Text>
    )
  return texts.slice(0, samplesShown).map((text, index) => (
    <Text key={index} size="sm" c="dimmed" className={classes.sample} title={text}>
      {text}
    </Text>
  ))
})

interface TargetSelectProps {
  label: string
  data: ReturnType<typeof targetOptions>
  value: string | null
  isChanged: boolean
  disabled: boolean
  onChange: (target: string | null) => void
}

/** One of the targets, found by typing, or nothing. */
function TargetSelect({ label, data, value, isChanged, disabled, onChange }: TargetSelectProps) {
  return (
    <Select
      aria-label={label}
      data={data}
      value={value ?? notImported}
      onChange={(chosen: string | null) => {
        onChange(chosen === notImported ? null : chosen)
      }}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage="No such field"
      disabled={disabled}
      classNames={{ input: value === null ? classes.unused : '' }}
      rightSectionWidth={isChanged ? 84 : undefined}
      rightSection={isChanged ? <Badge size="sm">Changed</Badge> : undefined}
      rightSectionPointerEvents="none"
    />
  )
}
