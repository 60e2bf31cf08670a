/** The frame of the account pages. */
import { Link, Outlet } from '@tanstack/react-router'
import {
  AlarmClock,
  Bookmark,
  CalendarDays,
  KeyRound,
  MonitorSmartphone,
  RectangleEllipsis,
  ShieldCheck,
  Trash2,
  UserRound,
} from 'lucide-react'
import classes from './SettingsLayout.module.css'

const places = [
  { to: '/settings', label: 'Profile', Icon: UserRound },
  { to: '/settings/follow-ups', label: 'Follow-ups', Icon: AlarmClock },
  { to: '/settings/password', label: 'Password', Icon: RectangleEllipsis },
  { to: '/settings/two-factor', label: 'Two-factor', Icon: ShieldCheck },
  { to: '/settings/sessions', label: 'Sessions', Icon: MonitorSmartphone },
  { to: '/settings/tokens', label: 'API tokens', Icon: KeyRound },
  { to: '/settings/calendar', label: 'Calendar', Icon: CalendarDays },
  { to: '/settings/capture', label: 'Capture', Icon: Bookmark },
  { to: '/settings/delete', label: 'Delete account', Icon: Trash2 },
] as const

/** The account pages beside their navigation, which stands over them on a phone. */
export function SettingsLayout() {
  return (
    <div className={classes.frame}>
      <nav aria-label="Settings" className={classes.nav}>
        {places.map(({ to, label, Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} className={classes.link}>
            <Icon size={16} aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
      <div>
        <Outlet />
      </div>
    </div>
  )
}
