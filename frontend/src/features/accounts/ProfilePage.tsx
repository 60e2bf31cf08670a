/** The profile of the signed-in person. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ProfileForm } from './ProfileForm'
import { profileQuery } from './queries'

/** Who the person is, what they can do, and what they look for. */
export function ProfilePage() {
  const profile = useQuery(profileQuery)
  return (
    <>
      <PageHeader title="Profile" description="Who you are, and what you look for." />
      {profile.isPending && <LoadingRows count={6} height={56} />}
      {profile.isLoadingError && (
        <ProblemAlert error={profile.error} onRetry={() => void profile.refetch()} />
      )}
      {profile.data && <ProfileForm profile={profile.data} />}
      <Text size="sm" c="dimmed" mt="lg">
        All that you enter is yours:{' '}
        <LinkAnchor to="/data" inherit underline="always">
          take everything with you
        </LinkAnchor>{' '}
        as a backup, at any time.
      </Text>
    </>
  )
}
