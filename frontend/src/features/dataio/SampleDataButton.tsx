/** Trying the tracker with invented postings. */
import { Button } from '@mantine/core'
import { Sparkles } from 'lucide-react'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useSampleData } from './queries'

/** Loads the sample data. */
export function SampleDataButton() {
  const sampleData = useSampleData()
  return (
    <Button
      variant="default"
      leftSection={<Sparkles size={16} aria-hidden />}
      loading={sampleData.isPending}
      onClick={() => {
        sampleData.mutate('load', {
          onSuccess: () => {
            toastSuccess('Sample data is in. You can remove it on the import page.')
          },
          onError: (error) => {
            toastProblem(error, 'The sample data was not loaded')
          },
        })
      }}
    >
      Try it with sample data
    </Button>
  )
}
