'use client';
import { AppShell, Burger, Group, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCpu, IconPlus, IconTable } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { texts } from '../../texts/texts.ts';
import { Logo } from './logo.tsx';
import classes from './shell.module.css';

const PAGES = [
  {
    href: '/',
    label: texts.navigation.runs,
    icon: IconTable,
    matches: (path: string) => path === '/' || path.startsWith('/runs'),
  },
  {
    href: '/new',
    label: texts.navigation.new,
    icon: IconPlus,
    matches: (path: string) => path.startsWith('/new'),
  },
  {
    href: '/system',
    label: texts.navigation.system,
    icon: IconCpu,
    matches: (path: string) => path.startsWith('/system'),
  },
];

/** The frame of every page: name, pages, content. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = usePathname();
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#content" className={classes.skip}>
        {texts.navigation.skip}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px="md" gap="sm">
          <Burger opened={opened} onClick={toggle} size="sm" aria-label={texts.navigation.toggle} />
          <Brand onClick={close} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={classes.navbar} aria-label={texts.navigation.label}>
        <Stack gap={4}>
          <Group visibleFrom="sm" px="sm" pt="xs" pb="md">
            <Brand onClick={close} />
          </Group>
          {PAGES.map(({ href, label, icon: Icon, matches }) => (
            <NavLink
              key={href}
              component={Link}
              href={href}
              label={label}
              active={matches(path)}
              {...(matches(path) ? { 'aria-current': 'page' as const } : {})}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              onClick={close}
              className={classes.link}
            />
          ))}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" className={classes.main}>
        <div className={classes.content}>{children}</div>
      </AppShell.Main>
    </AppShell>
  );
}

function Brand({ onClick }: { readonly onClick: () => void }) {
  return (
    <Link href="/" className={classes.brand} onClick={onClick}>
      <Logo />
      <Text component="span" fw={680} size="lg">
        {texts.product}
      </Text>
    </Link>
  );
}
