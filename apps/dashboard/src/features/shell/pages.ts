import {
  IconCpu,
  IconDatabase,
  IconFlask,
  IconGitCompare,
  IconPlug,
  IconPlus,
  IconStack2,
  IconTable,
} from '@tabler/icons-react';
import { texts } from '../../texts/texts.ts';

/** The pages of the left rail, in order. */
export const PAGES = [
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
    href: '/compare',
    label: texts.navigation.compare,
    icon: IconGitCompare,
    matches: (path: string) => path.startsWith('/compare'),
  },
  {
    href: '/data',
    label: texts.navigation.data,
    icon: IconDatabase,
    matches: (path: string) => path.startsWith('/data'),
  },
  {
    href: '/architectures',
    label: texts.navigation.architectures,
    icon: IconStack2,
    matches: (path: string) => path.startsWith('/architectures'),
  },
  {
    href: '/studies',
    label: texts.navigation.studies,
    icon: IconFlask,
    matches: (path: string) => path.startsWith('/studies'),
  },
  {
    href: '/plugins',
    label: texts.navigation.plugins,
    icon: IconPlug,
    matches: (path: string) => path.startsWith('/plugins'),
  },
  {
    href: '/system',
    label: texts.navigation.system,
    icon: IconCpu,
    matches: (path: string) => path.startsWith('/system'),
  },
] as const;
