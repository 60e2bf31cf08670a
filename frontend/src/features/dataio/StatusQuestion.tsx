/** Words for statuses that nobody but the person knows. */
import { Alert, Button, Group, NativeSelect, SimpleGrid, Text } from '@mantine/core'
import { Tags } from 'lucide-react'
import { useState } from 'react'
import type { ImportTable, Status } from '@/api/types'
import { options } from '@/lib/job-labels'
import { isStatus, statusLabels } from '@/lib/status'
import { nameOfTable } from './import-words'

/** By the word of the file the status that it means; empty: the posting has no application. */
export type StatusWords = Record<string, Status | ''>

interface StatusQuestionProps {
  table: ImportTable
  /** Whether the file has no other table. */
  isOnly: boolean
  isReading: boolean
  onAnswer: (words: StatusWords) => void
}

const unanswered = '?'
const noApplication = ''

/** Asks what each unknown word means; nothing where all are known. */
export function StatusQuestion({ table, isOnly, isReading, onAnswer }: StatusQuestionProps) {
  const [answers, setAnswers] = useState<StatusWords>({})
  const words = [...new Set(Object.values(table.unknown_statuses).flat())]
  if (words.length === 0) return null
  return (
    <Alert
      color="yellow"
      icon={<Tags size={18} aria-hidden />}
      title={words.length === 1 ? 'What does this status mean?' : 'What do these statuses mean?'}
      data-testid="status-question"
    >
      <Text size="sm" mb="sm">
        {isOnly ? 'Your file' : nameOfTable(table)} has words for the status that are not known here. Your
        answers are remembered.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {words.map((word) => (
          <NativeSelect
            key={word}
            label={word}
            disabled={isReading}
            value={answers[word] ?? unanswered}
            onChange={(event) => {
              const { value } = event.currentTarget
              const { [word]: _, ...others } = answers
              setAnswers(isStatus(value) || value === noApplication ? { ...others, [word]: value } : others)
            }}
            data={[
              { value: unanswered, label: 'Choose…' },
              ...options(statusLabels),
              { value: noApplication, label: 'Only a posting, no application' },
            ]}
          />
        ))}
      </SimpleGrid>
      <Group mt="sm">
        <Button
          variant="default"
          disabled={isReading || Object.keys(answers).length === 0}
          onClick={() => {
            onAnswer(answers)
          }}
        >
          Use these
        </Button>
      </Group>
    </Alert>
  )
}
