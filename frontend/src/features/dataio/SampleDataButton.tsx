/** Trying the tracker with invented postings. */
import { Button } from '@mantine/core'
import { Sparkles } from 'lucide-react'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useSampleData } from './sample-queries'

/** Loads the sample data. */
export function SampleDataButton() {
  const sampleData = useSampleData()
  const load = async () => {
    // The rows may take the place of this button before the message: callbacks of `mutate` would go with it.
    try {
      await sampleData.mutateAsync('load')
      toastSuccess('Sample data is in. You can remove it on the import page.')
    } catch (error) {
      toastProblem(error, 'The sample data was not loaded')
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<Sparkles size={16} aria-hidden />}
      loading={sampleData.isPending}
      onClick={() => void load()}
    >
      Try it with sample data
    </Button>
  )
}
