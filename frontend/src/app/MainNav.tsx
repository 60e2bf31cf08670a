/** The main navigation. */
import { Menu, UnstyledButton } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Fragment } from 'react'
import { ViewLinks } from '@/features/views/ViewLinks'
import classes from './MainNav.module.css'
import { places } from './places'
import { ViewLink } from './ViewLink'

interface MainNavProps {
  className: string | undefined
  /** Shows all places, with the saved views under their lists; else the main ones, and a menu of the others. */
  isFull?: boolean
}

/** Links to the main places; the current one is marked. */
export function MainNav({ className, isFull = false }: MainNavProps) {
  return (
    <nav aria-label="Main" className={className}>
      {places
        .filter(({ isMain }) => isFull || isMain)
        .map(({ to, label, Icon, list }) => (
          <Fragment key={to}>
            <Link to={to} search={{}} className={classes.link}>
              <Icon size={18} aria-hidden />
              {label}
            </Link>
            {isFull && list && (
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
      {!isFull && <MoreMenu />}
    </nav>
  )
}

function MoreMenu() {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const others = places.filter(({ isMain }) => !isMain)
  const isHere = others.some(({ to }) => path.startsWith(to))
  return (
    <Menu position="top-end" width={180}>
      <Menu.Target>
        <UnstyledButton className={classes.link} mod={{ here: isHere }}>
          <Ellipsis size={18} aria-hidden />
          More
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(({ to, label, Icon }) => (
          <Menu.Item
            key={to}
            leftSection={<Icon size={16} aria-hidden />}
            renderRoot={(props) => <Link to={to} search={{}} {...props} />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
