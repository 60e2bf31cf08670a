/** The form of the settings page. */
import { Button, Group, Paper, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Profile } from '@/api/types'
import { CurrencySelect } from '@/components/CurrencySelect'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { useUpdateProfile } from './queries'

const fields = ['display_name', 'time_zone', 'currency'] as const

/** Edits name, time zone and currency. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const update = useUpdateProfile()
  const form = useForm({
    initialValues: {
      display_name: profile.display_name,
      time_zone: profile.time_zone,
      currency: profile.currency,
    },
  })
  // The browser leaves aliases such as UTC out of its list; the person's own zone must be there all the same.
  const zones = [...new Set(['UTC', form.values.time_zone, ...Intl.supportedValuesOf('timeZone')])]
  const complaints = update.error ? formErrors(asProblem(update.error), fields) : null

  const submit = async (values: typeof form.values) => {
    try {
      await update.mutateAsync(values)
      toastSuccess('Settings saved.')
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Paper p="lg" component="form" onSubmit={form.onSubmit(submit)}>
      <Stack>
        {complaints !== null && <ProblemAlert error={update.error} details={complaints.rest} />}
        <TextInput label="E-mail" value={profile.email} readOnly description="You sign in with it." />
        <TextInput label="Name" autoComplete="name" {...form.getInputProps('display_name')} />
        <Select
          label="Time zone"
          data={zones}
          searchable
          allowDeselect={false}
          limit={50}
          nothingFoundMessage="No such zone"
          {...form.getInputProps('time_zone')}
        />
        <CurrencySelect label="Currency" allowDeselect={false} {...form.getInputProps('currency')} />
        <Group>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
