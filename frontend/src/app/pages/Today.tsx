/** The route of the page of today, with what other features offer: tasks, interviews, and the first steps. */
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { InterviewActions } from '@/features/interviews/InterviewActions'
import { TaskRow } from '@/features/tasks/TaskRow'
import { TodayPage } from '@/features/today/TodayPage'
import { AddPostingButtons } from '../AddPostingButtons'

export default function Today() {
  return (
    <TodayPage
      taskRow={(task, today) => <TaskRow task={task} today={today} />}
      interviewActions={(interview, isOver) => <InterviewActions interview={interview} isOver={isOver} />}
      firstSteps={
        <>
          <AddPostingButtons />
          <SampleDataButton />
        </>
      }
    />
  )
}
