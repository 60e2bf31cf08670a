/** The main navigation. */
import { Link } from '@tanstack/react-router'
import { BriefcaseBusiness, CalendarDays, Send, SquareKanban, Trash2, Upload } from 'lucide-react'
import { Fragment } from 'react'
import { ViewLinks } from '@/features/views/ViewLinks'
import classes from './MainNav.module.css'
import { ViewLink } from './ViewLink'

const places = [
  { to: '/jobs', label: 'Jobs', Icon: BriefcaseBusiness, list: 'jobs' },
  { to: '/applications', label: 'Applications', Icon: Send, list: 'applications' },
  { to: '/board', label: 'Board', Icon: SquareKanban, list: null },
  { to: '/calendar', label: 'Calendar', Icon: CalendarDays, list: null },
  { to: '/import', label: 'Import', Icon: Upload, list: null },
  { to: '/trash', label: 'Trash', Icon: Trash2, list: null },
] as const

interface MainNavProps {
  className: string | undefined
  /** Shows the saved views under their lists. */
  hasViews?: boolean
}

/** Links to the main places; the current one is marked. */
export function MainNav({ className, hasViews = false }: MainNavProps) {
  return (
    <nav aria-label="Main" className={className}>
      {places.map(({ to, label, Icon, list }) => (
        <Fragment key={to}>
          <Link to={to} search={{}} className={classes.link}>
            <Icon size={18} aria-hidden />
            {label}
          </Link>
          {hasViews && list && (
            <ViewLinks
              list={list}
              link={(view, content) => (
                <ViewLink view={view} className={classes.view}>
                  {content}
                </ViewLink>
              )}
            />
          )}
        </Fragment>
      ))}
    </nav>
  )
}
