'use client';
import { Kbd, Modal, Text, Title } from '@mantine/core';
import { useShortcutLists } from '../../client/shortcuts.tsx';
import { shellTexts } from '../../texts/shell-texts.ts';
import classes from './shell.module.css';

const t = shellTexts.help;

/** Every key that does something on this page. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const lists = useShortcutLists();
  const all = [
    ...lists.map(({ title, shortcuts }) => ({
      title,
      keys: shortcuts.map(({ keys, label }) => [keys, label] as const),
    })),
    { title: t.charts, keys: t.chartKeys },
  ];
  return (
    <Modal opened onClose={onClose} title={t.title} size="lg" closeButtonProps={{ 'aria-label': t.close }}>
      <div className={classes.help}>
        {all.map(({ title, keys }) => (
          <section key={title}>
            <Title order={3} size="h6" mb={6}>
              {title}
            </Title>
            {keys.map(([key, label]) => (
              <div key={`${key} ${label}`} className={classes.helpRow}>
                <Text size="sm">{label}</Text>
                <Keys keys={key} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span>
      {keys.split('+').map((key, i) => (
        <Kbd key={key} ml={i === 0 ? 0 : 4} size="xs">
          {key === 'mod' ? 'Ctrl' : key.length === 1 ? key.toUpperCase() : key}
        </Kbd>
      ))}
    </span>
  );
}
