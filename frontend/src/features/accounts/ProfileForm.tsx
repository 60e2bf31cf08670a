/** The form of the profile. */
import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Profile } from '@/api/types'
import { CurrencySelect } from '@/components/CurrencySelect'
import { ProblemAlert } from '@/components/ProblemAlert'
import { TimeZoneSelect } from '@/components/TimeZoneSelect'
import { toastSuccess } from '@/components/toast'
import { countryOptions } from '@/lib/countries'
import { formErrors } from '@/lib/form-errors'
import { options, periodLabels, remoteLabels } from '@/lib/job-labels'
import { profileFields, profileRules, toProfilePatch, toProfileValues } from './profile-form-values'
import { useUpdateProfile } from './queries'
import { SkillsField } from './SkillsField'

const columns = { base: 1, xs: 2 }

/** Edits everything of the profile but the address; complaints appear at their fields. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const update = useUpdateProfile()
  const form = useForm({ initialValues: toProfileValues(profile), validate: profileRules })
  const complaints = update.error ? formErrors(asProblem(update.error), profileFields(form.values)) : null

  const focusFirst = (errors: Record<string, unknown>) => {
    const first = Object.keys(errors)[0]
    if (first !== undefined) form.getInputNode(first)?.focus()
  }
  const submit = async (values: typeof form.values) => {
    try {
      await update.mutateAsync(toProfilePatch(values))
      form.resetDirty()
      toastSuccess('Profile saved.')
    } catch (error) {
      const { fields } = formErrors(asProblem(error), profileFields(values))
      form.setErrors(fields)
      focusFirst(fields)
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit, focusFirst)} noValidate>
      <Stack gap="lg">
        {complaints !== null && (
          <ProblemAlert error={update.error} title="The profile was not saved" details={complaints.rest} />
        )}
        <Fieldset legend="You">
          <SimpleGrid cols={columns}>
            <TextInput label="E-mail" value={profile.email} readOnly description="You sign in with it" />
            <TextInput
              label="Name"
              description="What you are called here"
              autoComplete="nickname"
              {...form.getInputProps('display_name')}
            />
            <TextInput label="First name" autoComplete="given-name" {...form.getInputProps('first_name')} />
            <TextInput label="Last name" autoComplete="family-name" {...form.getInputProps('last_name')} />
            <Select
              label="Country"
              data={countryOptions()}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': 'Clear the country' }}
              limit={50}
              nothingFoundMessage="No such country"
              {...form.getInputProps('country')}
              value={form.values.country || null}
              onChange={(code: string | null) => {
                form.setFieldValue('country', code ?? '')
              }}
            />
            <TimeZoneSelect {...form.getInputProps('time_zone')} value={form.values.time_zone} />
          </SimpleGrid>
        </Fieldset>
        <SkillsField form={form} />
        <Fieldset legend="What you look for">
          <Stack>
            <TagsInput
              label="Roles"
              description="Press Enter after each"
              {...form.getInputProps('target_roles')}
            />
            <TagsInput
              label="Places"
              description="Press Enter after each"
              splitChars={[';']}
              {...form.getInputProps('preferred_locations')}
            />
            <Checkbox.Group label="Ways of working" {...form.getInputProps('remote_options')}>
              <Group mt={4}>
                {options(remoteLabels).map(({ value, label }) => (
                  <Checkbox key={value} value={value} label={label} />
                ))}
              </Group>
            </Checkbox.Group>
            <SimpleGrid cols={columns}>
              <TextInput
                label="Minimum salary"
                inputMode="decimal"
                description={`In ${form.values.currency}`}
                {...form.getInputProps('minimum_salary')}
              />
              <NativeSelect
                label="Period"
                data={options(periodLabels)}
                {...form.getInputProps('minimum_salary_period')}
              />
              <CurrencySelect
                label="Currency"
                description="Also proposed for new postings"
                allowDeselect={false}
                {...form.getInputProps('currency')}
              />
              <TextInput
                label="Weekly goal"
                description="Applications a week"
                inputMode="numeric"
                {...form.getInputProps('weekly_goal')}
              />
            </SimpleGrid>
          </Stack>
        </Fieldset>
        <Group>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
