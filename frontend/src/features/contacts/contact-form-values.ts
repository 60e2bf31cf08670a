/** The values of a contact's form, and what the API takes. Pure. */
import type { Contact, ContactInput } from '@/api/types'

export interface ContactValues {
  name: string
  role: string
  company: string
  email: string
  phone: string
  /** One in each line. */
  links: string
  notes: string
}

/** The fields, as the API's complaints name them. */
export const contactFields = ['name', 'role', 'company', 'email', 'phone', 'links', 'notes'] as const

export const newContact: ContactValues = {
  name: '',
  role: '',
  company: '',
  email: '',
  phone: '',
  links: '',
  notes: '',
}

/** A contact as the form shows it. */
export function toContactValues(contact: Contact): ContactValues {
  const { name, role, company, email, phone, links, notes } = contact
  return { name, role, company, email, phone, links: links.join('\n'), notes }
}

/** What to send. */
export function toContactInput({ links, ...values }: ContactValues): ContactInput {
  const lines = links.split('\n').map((line) => line.trim())
  return {
    ...values,
    name: values.name.trim(),
    email: values.email.trim(),
    links: lines.filter((line) => line !== ''),
  }
}
