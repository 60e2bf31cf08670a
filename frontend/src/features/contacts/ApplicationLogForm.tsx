/** Writing into the log of an application. */
import { useQuery } from '@tanstack/react-query'
import type { Application } from '@/api/types'
import { Panel } from '@/components/Panel'
import { nameOfJob } from '@/components/RowSelect'
import { newLogValues } from './log-values'
import { LogForm } from './LogForm'
import { contactsOfQuery } from './queries'

/** A note or a touch that is about an application; offers those first who have to do with it. */
export function ApplicationLogForm({ application }: { application: Application }) {
  const contacts = useQuery(contactsOfQuery(application.id))
  return (
    <Panel title="Note or touch">
      <LogForm
        activity={null}
        initialValues={newLogValues('note', {
          application: { id: application.id, name: nameOfJob(application.job) },
        })}
        asks={['contact']}
        first={contacts.data?.results}
      />
    </Panel>
  )
}
