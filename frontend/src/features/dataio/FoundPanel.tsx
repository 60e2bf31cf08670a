/** What was recognised in a file. */
import { Badge, Checkbox, Group, List, Stack, Text } from '@mantine/core'
import type { Import, ImportTable } from '@/api/types'
import { Panel } from '@/components/Panel'
import { Fold } from './Fold'
import { nameOfTable, tableInWords } from './import-words'
import { isIncluded, withIncluded, type Draft } from './mapping'
import { ReadingOptions } from './ReadingOptions'

interface FoundPanelProps {
  one: Import
  draft: Draft
  onDraft: (draft: Draft) => void
  isReading: boolean
}

/** Each table with whose export it is, how it is written and what is odd about it; and what was left out, and why. */
export function FoundPanel({ one, draft, onDraft, isReading }: FoundPanelProps) {
  const leftOut = Object.entries(one.left_out)
  const isMany = one.tables.length > 1
  return (
    <Panel title="What was recognised">
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {one.tables.map((table) => (
          <li key={table.name}>
            {isMany && table.nothing_to_import === '' ? (
              <Checkbox
                label={<Recognised table={table} isMany />}
                checked={isIncluded(draft, table)}
                disabled={isReading}
                onChange={(event) => {
                  onDraft(withIncluded(draft, table, event.currentTarget.checked))
                }}
              />
            ) : (
              <Recognised table={table} isMany={isMany} />
            )}
            <Oddities table={table} />
          </li>
        ))}
      </Stack>
      {leftOut.length > 0 && (
        <Fold
          label={leftOut.length === 1 ? 'One file was left out' : `${leftOut.length} files were left out`}
        >
          <List size="sm" spacing={2}>
            {leftOut.map(([member, reason]) => (
              <List.Item key={member}>
                <Text span inherit fw={600}>
                  {member}
                </Text>
                : {reason}
              </List.Item>
            ))}
          </List>
        </Fold>
      )}
      <Fold label="How the file is read">
        <ReadingOptions one={one} />
      </Fold>
    </Panel>
  )
}

function Recognised({ table, isMany }: { table: ImportTable; isMany: boolean }) {
  return (
    <div>
      <Group gap={8}>
        {isMany && (
          <Text size="sm" fw={600} span>
            {nameOfTable(table)}
          </Text>
        )}
        {table.layout_label !== '' ? (
          <Badge>{table.layout_label}</Badge>
        ) : (
          <Badge color="gray">No known tracker; columns matched by their names</Badge>
        )}
        {table.has_own_mapping && <Badge color="blue">Your own mapping</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {tableInWords(table)}
      </Text>
    </div>
  )
}

const warningsShown = 5

function Oddities({ table: { nothing_to_import, warnings } }: { table: ImportTable }) {
  const rest = warnings.length - warningsShown
  return (
    <>
      {nothing_to_import !== '' && (
        <Text size="sm" mt={2}>
          Nothing to import: {nothing_to_import}
        </Text>
      )}
      {warnings.length > 0 && (
        <List size="sm" mt={4} aria-label="What was noticed">
          {warnings.slice(0, warningsShown).map((warning, index) => (
            <List.Item key={index}>{warning}</List.Item>
          ))}
          {rest > 0 && <List.Item>and {rest.toLocaleString()} more of the kind</List.Item>}
        </List>
      )}
    </>
  )
}
