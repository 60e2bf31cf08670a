/** The settings of the signed-in person. */
import { useQuery } from '@tanstack/react-query'
import { Box } from '@mantine/core'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ProfileForm } from './ProfileForm'
import { profileQuery } from './queries'

/** Name, time zone and currency. */
export function SettingsPage() {
  const profile = useQuery(profileQuery)
  return (
    <Box maw={560}>
      <PageHeader title="Settings" description="How times and amounts are shown to you." />
      {profile.isPending && <LoadingRows count={4} height={56} />}
      {profile.isLoadingError && (
        <ProblemAlert error={profile.error} onRetry={() => void profile.refetch()} />
      )}
      {profile.data && <ProfileForm profile={profile.data} />}
    </Box>
  )
}
