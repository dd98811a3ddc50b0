'use client';
import { AppShell, Burger, Group, Kbd, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { undoView } from '../../client/url-state.ts';
import { shellTexts } from '../../texts/shell-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Logo } from './logo.tsx';
import { PAGES } from './pages.ts';
import classes from './shell.module.css';

const Palette = dynamic(() => import('./palette.tsx').then((module) => module.Palette), { ssr: false });
const Help = dynamic(() => import('./help.tsx').then((module) => module.Help), { ssr: false });

/** The frame of every page: name, pages, content. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = usePathname();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  useShortcuts(shellTexts.everywhere, [
    { keys: 'mod+k', label: shellTexts.keys.palette, run: () => setOpen('palette'), whileTyping: true },
    { keys: 'mod+/', label: shellTexts.keys.help, run: () => setOpen('help'), whileTyping: true },
    { keys: 'mod+z', label: shellTexts.keys.undo, run: () => void undoView() },
  ]);
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
        <Stack gap={4} mt="auto">
          <NavLink
            label={shellTexts.buttons.palette}
            leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            component="button"
            onClick={() => setOpen('palette')}
            className={classes.link}
          />
          <NavLink
            label={shellTexts.buttons.help}
            leftSection={<IconKeyboard size={18} stroke={1.6} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl /</Kbd>}
            component="button"
            onClick={() => setOpen('help')}
            className={classes.link}
          />
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" className={classes.main}>
        <div className={classes.content}>{children}</div>
      </AppShell.Main>
      {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
      {open === 'help' && <Help onClose={() => setOpen(null)} />}
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
