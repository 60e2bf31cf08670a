/** The route of the page of today, with the rows of tasks and the first steps that other features offer. */
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { TaskRow } from '@/features/tasks/TaskRow'
import { TodayPage } from '@/features/today/TodayPage'
import { AddPostingButtons } from '../AddPostingButtons'

export default function Today() {
  return (
    <TodayPage
      taskRow={(task, today) => <TaskRow task={task} today={today} />}
      firstSteps={
        <>
          <AddPostingButtons />
          <SampleDataButton />
        </>
      }
    />
  )
}
