/** How an interview went. */
import {
  ActionIcon,
  Button,
  Fieldset,
  NativeSelect,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { Plus, X } from 'lucide-react'
import { asProblem } from '@/api/problem'
import type { Application, Interview } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { MarkdownField } from '@/components/MarkdownField'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { outcomeLabels } from '@/lib/pipeline-labels'
import { randomKey } from '@/lib/random-key'
import { toFeedback, toInterviewResult, toResultValues, type ResultValues } from './interview-form-values'
import { MoveAlongField } from './MoveAlongField'
import { useCompleteInterview, useUpdateInterview } from './queries'
import classes from './ResultDialog.module.css'

const ratings = [
  { value: '1', label: '1 – weak' },
  { value: '2', label: '2' },
  { value: '3', label: '3 – fair' },
  { value: '4', label: '4' },
  { value: '5', label: '5 – strong' },
]

interface ResultDialogProps {
  application: Pick<Application, 'status' | 'is_open'>
  interview: Interview
  onClose: () => void
}

/** Completes a planned interview with its outcome; of one that is over it changes what one took along. */
export function ResultDialog({ application, interview, onClose }: ResultDialogProps) {
  const isPlanned = interview.state === 'scheduled'
  const complete = useCompleteInterview(interview.id)
  const update = useUpdateInterview(interview.id)
  const write = isPlanned ? complete : update
  const form = useForm<ResultValues>({ initialValues: toResultValues(interview) })
  const fields = namesOf(form.values)

  const submit = async (values: ResultValues) => {
    try {
      if (isPlanned) await complete.mutateAsync(toInterviewResult(values))
      else await update.mutateAsync(toFeedback(values))
      toastSuccess(isPlanned ? 'Interview done.' : 'Saved.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), namesOf(values)).fields)
    }
  }

  return (
    <FormDialog
      title={isPlanned ? 'How did it go?' : 'What you took along'}
      submit={isPlanned ? 'It is done' : 'Save'}
      size="lg"
      fields={fields}
      error={write.error}
      isSaving={write.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      {isPlanned && (
        <NativeSelect
          label="Outcome"
          data-autofocus
          data={[{ value: '', label: 'Not known yet' }, ...options(outcomeLabels)]}
          {...form.getInputProps('outcome')}
        />
      )}
      <Questions form={form} />
      <Ratings form={form} />
      <MarkdownField label="Notes" {...form.getInputProps('feedback')} />
      {isPlanned && (
        <MoveAlongField
          application={application}
          value={form.values.move_to}
          error={form.errors.move_to}
          onChange={(status) => {
            form.setFieldValue('move_to', status)
          }}
        />
      )}
    </FormDialog>
  )
}

function Questions({ form }: { form: UseFormReturnType<ResultValues> }) {
  return (
    <Fieldset legend="Questions that were asked">
      <Stack gap="sm">
        {form.values.questions.map(({ key }, index) => (
          <div key={key} className={classes.row}>
            <Stack gap={6}>
              <TextInput
                aria-label={`Question ${index + 1}`}
                placeholder="Question"
                maxLength={2000}
                {...form.getInputProps(`questions.${index}.question`)}
              />
              <Textarea
                aria-label={`Answer to question ${index + 1}`}
                placeholder="What you answered, or would next time"
                autosize
                minRows={1}
                maxRows={8}
                maxLength={10_000}
                {...form.getInputProps(`questions.${index}.answer`)}
              />
            </Stack>
            <RemoveButton
              label={`Remove question ${index + 1}`}
              onClick={() => {
                form.removeListItem('questions', index)
              }}
            />
          </div>
        ))}
        <AddButton
          label="Add a question"
          onClick={() => {
            form.insertListItem('questions', { key: randomKey(), question: '', answer: '' })
          }}
        />
      </Stack>
    </Fieldset>
  )
}

function Ratings({ form }: { form: UseFormReturnType<ResultValues> }) {
  return (
    <Fieldset legend="How well you did">
      <Stack gap="sm">
        {form.values.skill_ratings.map(({ key, skill, rating }, index) => (
          <div key={key} className={classes.row}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6}>
              <TextInput
                aria-label={`Area ${index + 1}`}
                placeholder="System design, Rust, talking…"
                maxLength={100}
                {...form.getInputProps(`skill_ratings.${index}.skill`)}
              />
              <NativeSelect
                aria-label={`Rating of ${skill || `area ${index + 1}`}`}
                data={ratings}
                value={String(rating)}
                error={form.errors[`skill_ratings.${index}.rating`]}
                onChange={(event) => {
                  form.setFieldValue(`skill_ratings.${index}.rating`, Number(event.currentTarget.value))
                }}
              />
            </SimpleGrid>
            <RemoveButton
              label={`Remove ${skill || `area ${index + 1}`}`}
              onClick={() => {
                form.removeListItem('skill_ratings', index)
              }}
            />
          </div>
        ))}
        <AddButton
          label="Add an area"
          onClick={() => {
            form.insertListItem('skill_ratings', { key: randomKey(), skill: '', rating: 3 })
          }}
        />
      </Stack>
    </Fieldset>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="xs"
      w="fit-content"
      leftSection={<Plus size={14} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  )
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} onClick={onClick}>
      <X size={16} aria-hidden />
    </ActionIcon>
  )
}

/** The names of the fields that are on the screen, each row's own first. */
function namesOf({ questions, skill_ratings }: ResultValues): string[] {
  return [
    ...questions.flatMap((_, index) => [`questions.${index}.question`, `questions.${index}.answer`]),
    ...skill_ratings.flatMap((_, index) => [`skill_ratings.${index}.skill`, `skill_ratings.${index}.rating`]),
    'outcome',
    'feedback',
    'move_to',
  ]
}
