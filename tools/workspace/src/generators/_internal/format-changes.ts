import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../../_internal/workspace-root.ts';

/** Formats what a generator wrote, as `npm run format` would. */
export async function formatChanges(tree: Tree): Promise<void> {
  for (const { path, content, type } of tree.listChanges()) {
    if (type === 'DELETE' || content === null) continue;
    const filepath = join(workspaceRoot, path);
    tree.write(path, await format(content.toString(), { ...(await resolveConfig(filepath)), filepath }));
  }
}
