/** The main navigation. */
import { Link } from '@tanstack/react-router'
import { BriefcaseBusiness, SquareKanban, Upload } from 'lucide-react'
import classes from './MainNav.module.css'

const places = [
  { to: '/jobs', label: 'Jobs', Icon: BriefcaseBusiness },
  { to: '/board', label: 'Board', Icon: SquareKanban },
  { to: '/import', label: 'Import', Icon: Upload },
] as const

/** Links to the main places; the current one is marked. */
export function MainNav({ className }: { className: string | undefined }) {
  return (
    <nav aria-label="Main" className={className}>
      {places.map(({ to, label, Icon }) => (
        <Link key={to} to={to} className={classes.link}>
          <Icon size={18} aria-hidden />
          {label}
        </Link>
      ))}
    </nav>
  )
}
