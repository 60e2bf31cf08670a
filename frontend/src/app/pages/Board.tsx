/** The route of the board, with the sample data as a first step. */
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { BoardPage } from '@/features/applications/BoardPage'

export default function Board() {
  return <BoardPage firstSteps={<SampleDataButton />} />
}
