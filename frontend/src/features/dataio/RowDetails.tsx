/** All that is to be known of a row. */
import { Stack, Table, Text } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import type { ImportRow } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { usePreferences } from '@/lib/preferences'
import { fieldInWords, reasonInWords, valueInWords } from './import-words'
import classes from './RowDetails.module.css'

/** Problems, what it repeats, what changes, what comes in and what does not; what there is nothing of is left out. */
export function RowDetails({ row, isDone }: { row: ImportRow; isDone: boolean }) {
  const { problems, duplicate_of: duplicate, changes, left, remarks, target } = row
  const changed = Object.entries(changes)
  const { timeZone } = usePreferences()
  const values = changed.length > 0 ? [] : valuesOf(row, timeZone)
  const isRead = isDone || row.verdict === 'error' || row.verdict === 'same'
  return (
    <Stack gap="md">
      {problems.length > 0 && (
        <Part title={problems.length === 1 ? 'What is wrong' : `${problems.length} things are wrong`}>
          <div className={classes.scroll}>
            <Table verticalSpacing={4} horizontalSpacing="sm" className={classes.problems}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Column</Table.Th>
                  <Table.Th>In your file</Table.Th>
                  <Table.Th>Why it is refused</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {problems.map(({ column, value, message }, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>{column || '–'}</Table.Td>
                    <Table.Td>{value || <span className={classes.dimmed}>empty</span>}</Table.Td>
                    <Table.Td>{message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </Part>
      )}
      {duplicate && (
        <Part title="Probably repeats">
          <Text size="sm">
            {duplicate.id === null ? (
              `Row ${duplicate.row ?? '?'} of this file: ${duplicate.title}, ${duplicate.company}`
            ) : (
              <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(duplicate.id) }} target="_blank" inherit>
                {duplicate.title}, {duplicate.company}
              </LinkAnchor>
            )}
            {'. '}
            {reasonInWords(duplicate)}
          </Text>
        </Part>
      )}
      {changed.length > 0 && (
        <Part title={isDone ? 'What was changed' : 'What would change'}>
          <Pairs
            of={changed.map(([field, { from, to }]) => [
              fieldInWords(field),
              <>
                <del className={classes.before}>{valueInWords(from, timeZone) || 'nothing'}</del>
                <span aria-hidden> → </span>
                <ins className={classes.after}>{valueInWords(to, timeZone) || 'nothing'}</ins>
              </>,
            ])}
          />
        </Part>
      )}
      {values.length > 0 && (
        <Part title={isRead ? 'What was read' : 'What would come in'}>
          <Pairs of={values} />
        </Part>
      )}
      {Object.keys(remarks).length > 0 && (
        <Part title="Taken otherwise than it stands there">
          <Pairs of={Object.entries(remarks)} />
        </Part>
      )}
      {Object.keys(left).length > 0 && (
        <Part title="Not imported">
          <Pairs of={Object.entries(left)} />
        </Part>
      )}
      {(target.job !== null || target.application !== null) && (
        <Text size="sm">
          {target.job !== null && (
            <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(target.job) }} target="_blank" inherit>
              Open the posting
            </LinkAnchor>
          )}
          {target.job !== null && target.application !== null && ' · '}
          {target.application !== null && (
            <LinkAnchor
              to="/applications/$applicationId"
              params={{ applicationId: String(target.application) }}
              target="_blank"
              inherit
            >
              Open the application
            </LinkAnchor>
          )}
        </Text>
      )}
    </Stack>
  )
}

/** The fields that a row has, those of the application after those of the posting. */
function valuesOf({ job, application }: ImportRow, zone: string): [field: string, value: string][] {
  const inWords = (prefix: string, fields: Record<string, unknown> | null) =>
    Object.entries(fields ?? {}).map(([field, value]): [string, string] => [
      fieldInWords(prefix + field),
      valueInWords(value, zone),
    ])
  return [...inWords('', job), ...inWords('application.', application)].filter(([, value]) => value !== '')
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      {children}
    </div>
  )
}

function Pairs({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.pairs}>
      {of.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
