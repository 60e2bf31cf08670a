/** Links from a saved view to its list: the one place that knows the addresses of both. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SavedView } from '@/api/types'
import { readApplicationSearch } from '@/features/applications/application-search'
import { fromJobView } from '@/features/jobs/job-search'

interface ViewLinkProps {
  view: SavedView
  className: string | undefined
  children: ReactNode
}

/** A link to the list as the view shows it. */
export function ViewLink({ view, ...props }: ViewLinkProps) {
  const id = { view: String(view.id) }
  return view.list === 'jobs' ? (
    <Link to="/jobs" search={{ ...fromJobView(view.query), ...id }} {...props} />
  ) : (
    <Link to="/applications" search={{ ...readApplicationSearch(view.query), ...id }} {...props} />
  )
}
