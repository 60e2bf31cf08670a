/** The long texts of an interview. */
import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Interview } from '@/api/types'
import { Markdown } from '@/components/Markdown'

/** Preparation, questions, ratings and notes, as far as there are any. */
export function InterviewTexts({ interview }: { interview: Interview }) {
  const { preparation, questions, skill_ratings, feedback } = interview
  if (preparation === '' && questions.length === 0 && skill_ratings.length === 0 && feedback === '')
    return (
      <Text size="sm" c="dimmed">
        No notes yet: write down under Edit what to prepare, and afterwards how it went.
      </Text>
    )
  return (
    <Stack gap="sm" mt={4}>
      {preparation !== '' && (
        <Part title="Preparation">
          <Markdown text={preparation} />
        </Part>
      )}
      {questions.length > 0 && (
        <Part title="Questions">
          <Stack gap={6}>
            {questions.map(({ question, answer }, index) => (
              <Text key={index} size="sm" component="div" style={{ whiteSpace: 'pre-wrap' }}>
                <Text span inherit fw={550}>
                  {question}
                </Text>
                {answer !== '' && <div>{answer}</div>}
              </Text>
            ))}
          </Stack>
        </Part>
      )}
      {skill_ratings.length > 0 && (
        <Part title="How well you did">
          {skill_ratings.map(({ skill, rating }, index) => (
            <Group key={index} justify="space-between" gap="xs">
              <Text size="sm">{skill}</Text>
              <Text size="sm" c="dimmed">
                {rating} of 5
              </Text>
            </Group>
          ))}
        </Part>
      )}
      {feedback !== '' && (
        <Part title="Notes">
          <Markdown text={feedback} />
        </Part>
      )}
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="sm" mb={2}>
        {title}
      </Title>
      {children}
    </div>
  )
}
