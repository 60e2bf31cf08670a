/** The route of an application, with the log and the panels that other features offer. */
import { getRouteApi } from '@tanstack/react-router'
import { ApplicationPage } from '@/features/applications/ApplicationPage'
import { ApplicationLogForm } from '@/features/contacts/ApplicationLogForm'
import { ContactsPanel } from '@/features/contacts/ContactsPanel'
import { LogEntry } from '@/features/contacts/LogEntry'
import { DocumentsPanel } from '@/features/documents/DocumentsPanel'
import { InterviewsPanel } from '@/features/interviews/InterviewsPanel'
import { TasksPanel } from '@/features/tasks/TasksPanel'
import { NotFoundPage } from '../NotFoundPage'
import { readId } from '../read-id'

const route = getRouteApi('/app/applications/$applicationId')

export default function Application() {
  const id = readId(route.useParams().applicationId)
  if (id === null) return <NotFoundPage />
  return (
    <ApplicationPage
      key={id}
      applicationId={id}
      logForm={(application) => <ApplicationLogForm application={application} />}
      activity={(activity) => <LogEntry activity={activity} place="application" />}
      panels={(application) => (
        <>
          <InterviewsPanel application={application} />
          <TasksPanel application={application} />
          <ContactsPanel application={application} />
          <DocumentsPanel application={application} />
        </>
      )}
    />
  )
}
