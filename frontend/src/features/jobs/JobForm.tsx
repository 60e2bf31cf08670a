/** The form of a posting. */
import {
  Button,
  Fieldset,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { asProblem } from '@/api/problem'
import type { JobInput, PostingDraft } from '@/api/types'
import { CurrencySelect } from '@/components/CurrencySelect'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import {
  availabilityLabels,
  jobTypeLabels,
  levelLabels,
  options,
  periodLabels,
  remoteLabels,
} from '@/lib/job-labels'
import { usePreferences } from '@/lib/preferences'
import { jobFormFields, jobFormRules, toFormValues, toJobInput } from './job-form-values'

interface JobFormProps {
  /** The posting to change, or what is known of a new one; null where that is nothing. */
  job: PostingDraft | null
  save: (input: JobInput) => Promise<unknown>
  error: unknown
  isSaving: boolean
  submitLabel: string
  cancel: ReactNode
}

const notSaid = { value: '', label: 'Not said' }

/** All fields of a posting; complaints appear at their fields, the first of which gets the focus. */
export function JobForm({ job, save, error, isSaving, submitLabel, cancel }: JobFormProps) {
  const { currency } = usePreferences()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: toFormValues(job, currency),
    validate: jobFormRules,
  })

  const focusFirst = (complaints: Record<string, unknown>) => {
    const first = jobFormFields.find((field) => complaints[field])
    if (first) form.getInputNode(first)?.focus()
  }
  const submit = async (values: typeof form.values) => {
    try {
      await save(toJobInput(values))
    } catch (failure) {
      const complaints = formErrors(asProblem(failure), jobFormFields).fields
      form.setErrors(complaints)
      focusFirst(complaints)
    }
  }
  const field = (name: (typeof jobFormFields)[number]) => form.getInputProps(name)

  return (
    <form onSubmit={form.onSubmit(submit, focusFirst)} noValidate>
      <Stack gap="lg">
        {error !== null && (
          <ProblemAlert
            error={error}
            title="The posting was not saved"
            details={formErrors(asProblem(error), jobFormFields).rest}
          />
        )}
        <Section legend="Posting">
          <TextInput label="Title" required {...field('title')} />
          <TextInput label="Company" required {...field('company')} />
          <TextInput label="Link" type="url" placeholder="https://…" {...field('url')} />
          <TagsInput
            label="Locations"
            description="Press Enter after each"
            splitChars={[';']}
            {...field('locations')}
          />
          <NativeSelect
            label="Work place"
            data={[notSaid, ...options(remoteLabels)]}
            {...field('remote_option')}
          />
          <NativeSelect label="Job type" data={[notSaid, ...options(jobTypeLabels)]} {...field('job_type')} />
          <NativeSelect
            label="Level"
            data={[notSaid, ...options(levelLabels)]}
            {...field('experience_level')}
          />
          <NativeSelect label="Availability" data={options(availabilityLabels)} {...field('availability')} />
          <TextInput label="Posted on" type="date" {...field('posted_on')} />
          <TextInput label="Deadline" type="date" {...field('deadline_on')} />
        </Section>
        <Section legend="Pay">
          <TextInput label="From" inputMode="decimal" {...field('salary_min')} />
          <TextInput label="To" inputMode="decimal" {...field('salary_max')} />
          <CurrencySelect label="Currency" clearable {...field('salary_currency')} />
          <NativeSelect
            label="Period"
            data={[notSaid, ...options(periodLabels)]}
            {...field('salary_period')}
          />
        </Section>
        <Fieldset legend="Texts">
          <Stack>
            <Textarea label="Description" autosize minRows={6} maxRows={24} {...field('description')} />
            <Textarea label="Requirements" autosize minRows={3} maxRows={16} {...field('requirements')} />
            <TagsInput label="Skills" description="Press Enter after each" {...field('skills')} />
          </Stack>
        </Fieldset>
        <Section legend="For yourself">
          <TagsInput label="Tags" description="Press Enter after each" {...field('tags')} />
          <TextInput label="Source" description="Where you found it" {...field('source')} />
          <TextInput
            label="Reference"
            description="The number or code that the source gives it"
            {...field('external_reference')}
          />
          <Textarea label="Notes" autosize minRows={2} maxRows={12} {...field('notes')} />
        </Section>
        <Group>
          <Button type="submit" loading={isSaving}>
            {submitLabel}
          </Button>
          {cancel}
        </Group>
      </Stack>
    </form>
  )
}

function Section({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <Fieldset legend={legend}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>{children}</SimpleGrid>
    </Fieldset>
  )
}
