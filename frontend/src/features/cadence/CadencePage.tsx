/** The rules by which something is suggested. */
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import type { Cadence } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { cadenceQuery, useResetCadence, useSetCadence } from './queries'
import { checkDays, newRule, toRules, toValues, type CadenceValues } from './rule-values'
import { RuleFields } from './RuleFields'

/** As many as there may be. */
const maxRules = 50

/** When a page says "follow up", "say thank you", or "give it up". */
export function CadencePage() {
  const cadence = useQuery(cadenceQuery)
  return (
    <>
      <PageHeader
        title="Follow-ups"
        description="When Today suggests to follow up, to say thank you, or to give an application up."
      />
      {cadence.isPending && <LoadingRows count={4} height={140} />}
      {cadence.isLoadingError && (
        <ProblemAlert error={cadence.error} onRetry={() => void cadence.refetch()} />
      )}
      {cadence.data && <CadenceForm cadence={cadence.data} />}
    </>
  )
}

function CadenceForm({ cadence }: { cadence: Cadence }) {
  const set = useSetCadence()
  const reset = useResetCadence()
  const list = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  /** The rule that is to get the focus once it is there; -1 stands for the button that adds. */
  const nextFocus = useRef<number | null>(null)
  const form = useForm<CadenceValues>({
    initialValues: toValues(cadence.rules),
    validate: {
      rules: {
        days: checkDays,
        title: (value: string) => (value.trim() ? null : 'Say what to do.'),
      },
    },
  })
  const { setValues } = form
  const { rules } = form.values

  // What is saved, or brought back, is what one goes on with.
  useEffect(() => {
    setValues(toValues(cadence.rules))
  }, [cadence.rules, setValues])

  useEffect(() => {
    if (nextFocus.current === null) return
    const fieldsets = list.current?.querySelectorAll('fieldset') ?? []
    const field = fieldsets[nextFocus.current]?.querySelector<HTMLElement>('select')
    ;(field ?? addButton.current)?.focus()
    nextFocus.current = null
  }, [rules.length])

  const fieldNames = () =>
    rules.flatMap((_, index) =>
      ['status', 'days', 'basis', 'suggestion', 'title'].map((field) => `rules.${index}.${field}`),
    )
  const complaints = set.error ? formErrors(asProblem(set.error), fieldNames()) : null
  const focusFirst = (errors: Record<string, unknown>) => {
    const first = Object.keys(errors)[0]
    if (first !== undefined) form.getInputNode(first)?.focus()
  }

  const submit = async (values: CadenceValues) => {
    try {
      await set.mutateAsync(toRules(values))
      toastSuccess('Rules saved.')
    } catch (error) {
      const { fields } = formErrors(asProblem(error), fieldNames())
      form.setErrors(fields)
      focusFirst(fields)
    }
  }
  const goBack = async () => {
    // The button goes; the focus stays near.
    if (await reset(cadence.rules)) addButton.current?.focus()
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit, focusFirst)}>
      <Stack gap="md">
        {complaints !== null && (
          <ProblemAlert error={set.error} title="The rules were not saved" details={complaints.rest} />
        )}
        {cadence.is_default && (
          <Alert color="blue" role="note">
            These are the defaults. Change what you like: then the rules are your own.
          </Alert>
        )}
        <Stack gap="md" ref={list}>
          {rules.map((rule, index) => (
            <RuleFields
              key={rule.code}
              form={form}
              index={index}
              onRemove={() => {
                nextFocus.current = Math.min(index, rules.length - 2)
                form.removeListItem('rules', index)
              }}
            />
          ))}
        </Stack>
        <Group>
          <Button
            ref={addButton}
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            disabled={rules.length >= maxRules}
            onClick={() => {
              nextFocus.current = rules.length
              form.insertListItem('rules', newRule())
            }}
          >
            Add a rule
          </Button>
        </Group>
        <Group>
          <Button type="submit" loading={set.isPending}>
            Save
          </Button>
          {!cadence.is_default && (
            <Button variant="default" onClick={() => void goBack()}>
              Back to the defaults
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
