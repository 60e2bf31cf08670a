/** The main places: what the navigation shows, and where the command palette leads. */
import {
  Archive,
  BriefcaseBusiness,
  CalendarDays,
  Contact,
  FileText,
  ListChecks,
  Send,
  SquareKanban,
  Sunrise,
  Trash2,
  Upload,
} from 'lucide-react'

/** In a narrow navigation those that are not main stand in a menu. */
export const places = [
  { to: '/', label: 'Today', Icon: Sunrise, list: null, isMain: true },
  { to: '/jobs', label: 'Jobs', Icon: BriefcaseBusiness, list: 'jobs', isMain: true },
  { to: '/applications', label: 'Applications', Icon: Send, list: 'applications', isMain: true },
  { to: '/board', label: 'Board', Icon: SquareKanban, list: null, isMain: true },
  { to: '/calendar', label: 'Calendar', Icon: CalendarDays, list: null, isMain: false },
  { to: '/tasks', label: 'Tasks', Icon: ListChecks, list: null, isMain: false },
  { to: '/contacts', label: 'Contacts', Icon: Contact, list: null, isMain: false },
  { to: '/documents', label: 'Documents', Icon: FileText, list: null, isMain: false },
  { to: '/import', label: 'Import', Icon: Upload, list: null, isMain: false },
  { to: '/data', label: 'Reports and backups', Icon: Archive, list: null, isMain: false },
  { to: '/trash', label: 'Trash', Icon: Trash2, list: null, isMain: false },
] as const
