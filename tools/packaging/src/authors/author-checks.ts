import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addBrokenPlugins, checkIsolation, checkWrongGradient } from './broken-plugins.ts';
import { checkCreatedPackages, pluginKinds } from './create-check.ts';
import { checkDashboard } from './dashboard-check.ts';
import { checkConformance, checkExperiments, installGuidePackage } from './guide-package.ts';

/**
 * What an author of plugins does, with nothing but the packed packages and the guide.
 *
 * @param root     the workspace, for its guide and its dashboard
 * @param project  where the packed packages are installed
 * @param report   hears each check and what went wrong
 */
export async function checkAuthors(
  root: string,
  project: string,
  report: (title: string, problems: readonly string[]) => void,
): Promise<void> {
  report(
    `npm create convlab-plugin: all ${pluginKinds.length} kinds build, train and pass their tests`,
    await checkCreatedPackages(project),
  );
  const guide = await installGuidePackage(root, project);
  report(
    `convlab check passes the ${guide.ids.length} plugins of the guide`,
    await checkConformance(guide, project),
  );
  const site = join(project, 'site');
  await mkdir(site);
  await addBrokenPlugins(site, guide.name);
  report('the command line trains with each plugin of the guide', await checkExperiments(guide, site));
  report('a plugin with a wrong gradient is named with its check', await checkWrongGradient(site));
  report('plugins that do not load are named, and the rest works', await checkIsolation(guide, site));
  report(
    'the dashboard shows and trains them, and names the broken ones',
    await checkDashboard(root, site, guide),
  );
}
