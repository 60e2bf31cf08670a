/** Addresses at which other calendars read one's dates. */
import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CalendarPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { FeedAddressDialog } from './FeedAddressDialog'
import { FeedDialog } from './FeedDialog'
import { FeedRow } from './FeedRow'
import { feedsQuery, useCreateFeed } from './queries'
import { SubscribeHelp } from './SubscribeHelp'

/** The addresses of this person; makes, changes and ends them. */
export function FeedsPage() {
  const feeds = useInfiniteQuery(feedsQuery)
  const create = useCreateFeed()
  const [isMaking, setIsMaking] = useState(false)
  const [told, setTold] = useState<{ name: string; url: string } | null>(null)
  const all = feeds.data?.pages.flatMap((page) => page.results)
  const begin = () => {
    create.reset()
    setIsMaking(true)
  }

  return (
    <>
      <PageHeader
        title="Calendar"
        description="Your dates in the calendar that you use already: by an address that it subscribes to, without an account."
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={begin}>
            New address
          </Button>
        }
      />
      <Stack>
        {feeds.isPending && <LoadingRows count={2} height={96} />}
        {feeds.isLoadingError && <ProblemAlert error={feeds.error} onRetry={() => void feeds.refetch()} />}
        {all?.length === 0 && (
          <EmptyMessage
            icon={<CalendarPlus aria-hidden />}
            title="No calendar reads your dates"
            text="Make an address, and give each calendar one of its own: then you can end one without the others."
          />
        )}
        {all !== undefined && all.length > 0 && (
          <Stack component="ul" gap="sm" m={0} p={0} aria-label="Addresses" style={{ listStyle: 'none' }}>
            {all.map((feed) => (
              <FeedRow key={feed.id} feed={feed} onAddress={setTold} />
            ))}
          </Stack>
        )}
        {feeds.hasNextPage && (
          <Button
            variant="default"
            loading={feeds.isFetchingNextPage}
            onClick={() => void feeds.fetchNextPage()}
          >
            Show more
          </Button>
        )}
        <SubscribeHelp />
      </Stack>
      {isMaking && (
        <FeedDialog
          feed={null}
          save={async (input) => {
            const { name, url } = await create.mutateAsync(input)
            setIsMaking(false)
            setTold({ name, url })
          }}
          error={create.error}
          isSaving={create.isPending}
          onClose={() => {
            setIsMaking(false)
          }}
        />
      )}
      {told && (
        <FeedAddressDialog
          {...told}
          onClose={() => {
            setTold(null)
            create.reset()
          }}
        />
      )}
    </>
  )
}
