'use client';
import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import classes from '../form.module.css';

interface ItemActionsProps {
  /** What the item is called. */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  /** Where items can be doubled. */
  readonly onCopy?: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** The buttons of an item of a list. */
export function ItemActions({ name, index, count, onMove, onCopy, onRemove }: ItemActionsProps) {
  return (
    <Group gap={2} wrap="nowrap" className={classes.itemActions}>
      {count > 1 && (
        <>
          <Action label={formTexts.moveUp(name)} disabled={index === 0} onClick={() => onMove(index - 1)}>
            <IconArrowUp size={16} />
          </Action>
          <Action
            label={formTexts.moveDown(name)}
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            <IconArrowDown size={16} />
          </Action>
        </>
      )}
      {onCopy !== undefined && (
        <Action label={formTexts.duplicate(name)} onClick={onCopy}>
          <IconCopy size={16} />
        </Action>
      )}
      <Action label={formTexts.remove(name)} onClick={onRemove}>
        <IconTrash size={16} />
      </Action>
    </Group>
  );
}

interface ActionProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Action({ label, disabled = false, onClick, children }: ActionProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

/** A list in which the item at one place went to another. */
export function moved<T>(values: readonly T[], from: number, to: number): T[] {
  const rest = values.filter((_, i) => i !== from);
  return [...rest.slice(0, to), values[from] as T, ...rest.slice(to)];
}
