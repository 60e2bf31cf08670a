/** The order of day and month, which nobody but the person knows. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { CalendarDays } from 'lucide-react'
import type { ImportTable } from '@/api/types'
import { formatDate } from '@/lib/dates'
import { dateOrderLabels, dateOrders, questionFrom, type DateOrder } from './date-order'
import { nameOfTable, someOf } from './import-words'

interface DateQuestionProps {
  table: ImportTable
  /** Whether the file has no other table. */
  isOnly: boolean
  isReading: boolean
  onAnswer: (order: DateOrder) => void
}

/** Asks which day one of the person's own dates is; nothing where that is clear. */
export function DateQuestion({ table, isOnly, isReading, onAnswer }: DateQuestionProps) {
  const columns = Object.entries(table.ambiguous_dates)
  if (table.date_order !== null || columns.length === 0) return null
  const samples = columns.flatMap(([, texts]) => texts)
  const question = questionFrom(samples)
  const answers =
    question?.readings.map(({ order, date }) => ({ order, label: formatDate(date) })) ??
    dateOrders.map((order) => ({ order, label: dateOrderLabels[order] }))
  return (
    <Alert
      color="yellow"
      icon={<CalendarDays size={18} aria-hidden />}
      title={question ? `Which day is ${question.sample}?` : 'In which order are the dates written?'}
      data-testid="date-question"
    >
      <Text size="sm">
        {columns.length === 1 ? 'The column ' : 'The columns '}
        {someOf(
          columns.map(([name]) => `“${name}”`),
          4,
        )}
        {isOnly ? '' : ` in ${nameOfTable(table)}`}
        {columns.length === 1 ? ' has ' : ' have '}
        dates that can be read in two ways: {someOf([...new Set(samples)].slice(0, 4), 4)}. Your answer is for
        all of them.
      </Text>
      <Group gap="xs" mt="sm">
        {answers.map(({ order, label }) => (
          <Button
            key={order}
            variant="default"
            disabled={isReading}
            onClick={() => {
              onAnswer(order)
            }}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Alert>
  )
}
