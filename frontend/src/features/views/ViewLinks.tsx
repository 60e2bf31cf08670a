/** The saved views of a list, in the sidebar. */
import { useQuery } from '@tanstack/react-query'
import { Pin } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ListName, SavedView } from '@/api/types'
import classes from './ViewLinks.module.css'
import { viewsQuery } from './queries'

interface ViewLinksProps {
  list: ListName
  /** A link to the list as a view shows it. */
  link: (view: SavedView, content: ReactNode) => ReactNode
}

/** A link for each view, the pinned ones first. */
export function ViewLinks({ list, link }: ViewLinksProps) {
  const views = useQuery(viewsQuery(list)).data
  if (!views || views.length === 0) return null
  return (
    <ul className={classes.list} aria-label={list === 'jobs' ? 'Views of jobs' : 'Views of applications'}>
      {views.map((view) => (
        <li key={view.id}>
          {link(
            view,
            <>
              <span className={classes.name} title={view.name}>
                {view.name}
              </span>
              {view.is_pinned && <Pin size={12} aria-label="pinned" role="img" />}
            </>,
          )}
        </li>
      ))}
    </ul>
  )
}
