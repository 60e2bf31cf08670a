/** The route of the board, with the sample data as a first step. */
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/features/accounts/queries'
import { BoardPage } from '@/features/applications/BoardPage'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'

export default function Board() {
  const session = useQuery(sessionQuery).data
  return (
    <BoardPage
      person={session && 'user' in session ? session.user.id : undefined}
      firstSteps={<SampleDataButton />}
    />
  )
}
